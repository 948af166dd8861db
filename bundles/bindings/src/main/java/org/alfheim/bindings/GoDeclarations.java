package org.alfheim.bindings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.alfheim.types.GoType;

/** The types that a plugin's interface needs, each of which gets a file of its own. */
final class GoDeclarations {
  /** What files import, or have without an import. */
  private static final Set<String> COMMON =
      Set.of(
          "Boolean",
          "Byte",
          "Double",
          "Float",
          "FunctionalInterface",
          "Global",
          "GoChannel",
          "GoComplex",
          "GoContext",
          "GoError",
          "GoObject",
          "Integer",
          "List",
          "Long",
          "Map",
          "Name",
          "Object",
          "Override",
          "Record",
          "Short",
          "String");

  private final Map<Object, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Deque<Declaration> unwritten = new ArrayDeque<>();

  /** A type that has to be written. */
  sealed interface Declaration {
    /** Its name in Java. */
    String name();
  }

  /** A structure by value. */
  record Value(String name, GoType go, GoType.Struct struct) implements Declaration {}

  /** What stays in Go: a pointer, or a value of an interface. */
  record Reference(String name, GoType go) implements Declaration {}

  /** A function as a value. */
  record Callable(String name, GoType go, GoType.Func func) implements Declaration {}

  /** Several results, of which the error that is thrown is none. */
  record Results(String name, String of, List<GoType> types) implements Declaration {}

  /** No type may have the name of the plugin's interface. */
  GoDeclarations(String name) {
    COMMON.forEach(this::take);
    take(name);
  }

  String value(GoType go, GoType.Struct struct, String place) {
    return named(go, place, "Value", name -> new Value(name, go, struct));
  }

  String reference(GoType go, GoType.Named of, boolean pointer) {
    String suffix = pointer ? "Ref" : "";
    return named(
        Map.entry("reference", go),
        GoNames.type(of) + suffix,
        GoNames.qualifier(of) + GoNames.type(of) + suffix,
        "Object",
        name -> new Reference(name, go));
  }

  String callable(GoType go, GoType.Func func, String place) {
    return named(go, place + "Function", "Function", name -> new Callable(name, go, func));
  }

  String results(String of, List<GoType> types) {
    String wanted = GoNames.capitalised(JavaNames.identifier(of)) + "Results";
    return named(
        Map.entry("results", of), wanted, wanted, "Record", name -> new Results(name, of, types));
  }

  private String named(
      GoType go, String place, String suffix, Function<String, Declaration> declaration) {
    return go instanceof GoType.Named name
        ? named(
            go,
            GoNames.type(name),
            GoNames.qualifier(name) + GoNames.type(name),
            suffix,
            declaration)
        : named(go, place, place, suffix, declaration);
  }

  private String named(
      Object key,
      String wanted,
      String otherwise,
      String suffix,
      Function<String, Declaration> declaration) {
    String known = names.get(key);
    if (known != null) {
      return known;
    }
    String name = wanted;
    if (!take(name)) {
      name = otherwise.equals(wanted) ? wanted + suffix : otherwise;
      for (int i = 2; !take(name); i++) {
        name = wanted + suffix + i;
      }
    }
    names.put(key, name);
    unwritten.addLast(declaration.apply(name));
    return name;
  }

  /** Names of files may differ by more than case only. */
  private boolean take(String name) {
    return taken.add(name.toLowerCase(Locale.ROOT));
  }

  /** One that has not been written yet, each once. */
  Optional<Declaration> next() {
    return Optional.ofNullable(unwritten.pollFirst());
  }
}
