package org.alfheim.internal.go.call;

import java.util.Map;
import java.util.Optional;
import org.alfheim.types.GoType;

/**
 * What is behind the names of types in a plugin.
 *
 * @param known each name, and what it stands for
 */
public record NamedTypes(Map<GoType.Named, GoType> known) {
  private static final GoType.Named ERROR = new GoType.Named(Optional.empty(), "error");

  /** Copies the map. */
  public NamedTypes {
    known = Map.copyOf(known);
  }

  /** The type, or what its name stands for; the name itself if that is not known. */
  public GoType behind(GoType type) {
    return type instanceof GoType.Named name ? known.getOrDefault(name, name) : type;
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
