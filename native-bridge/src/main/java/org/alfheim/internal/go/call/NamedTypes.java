package org.alfheim.internal.go.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.types.GoType;

/**
 * What is behind the names of types in a plugin.
 *
 * @param known each name, and what it stands for
 * @param methods the exported methods of pointers to types with a name, as far as they are known
 */
public record NamedTypes(
    Map<GoType.Named, GoType> known, Map<GoType.Named, List<GoType.Method>> methods) {
  /** Of a plugin that says nothing. */
  static final NamedTypes NONE = new NamedTypes(Map.of(), Map.of());

  private static final GoType.Named ERROR = new GoType.Named(Optional.empty(), "error");

  /** Copies the maps. */
  public NamedTypes {
    known = Map.copyOf(known);
    methods = Map.copyOf(methods);
  }

  /** The type, or what its name stands for; the name itself if that is not known. */
  public GoType behind(GoType type) {
    return type instanceof GoType.Named name ? known.getOrDefault(name, name) : type;
  }

  /** The methods that each value of a type has; empty if that is not known. */
  public Optional<List<GoType.Method>> methods(GoType type) {
    return switch (behind(type)) {
      case GoType.Interface(List<GoType.Method> declared) -> Optional.of(declared);
      case GoType.Pointer(GoType.Named target) -> Optional.ofNullable(methods.get(target));
      default -> Optional.empty();
    };
  }

  /** Whether it is the type {@code error} of the language. */
  public static boolean isError(GoType type) {
    return type.equals(ERROR);
  }

  /** Whether it is {@code context.Context}. */
  public static boolean isContext(GoType type) {
    return type instanceof GoType.Named(Optional<String> path, String text)
        && text.equals("context.Context")
        && path.filter(found -> !found.equals("context")).isEmpty();
  }
}
