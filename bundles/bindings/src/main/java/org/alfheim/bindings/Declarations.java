package org.alfheim.bindings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.alfheim.types.EnumType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.StructureType;

/** The types that others need, each of which gets a file of its own, and their names in Java. */
final class Declarations {
  /** What files import, or have without an import. */
  private static final Set<String> COMMON =
      Set.of(
          "CEnum",
          "Check",
          "Failure",
          "FunctionTable",
          "FunctionalInterface",
          "Global",
          "Handle",
          "In",
          "LengthOf",
          "MemorySegment",
          "Name",
          "Nullable",
          "Object",
          "Override",
          "OutResult",
          "Retained",
          "String",
          "Struct",
          "Unrecognized",
          "Unsigned",
          "Variadic");

  private final Map<String, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>(COMMON);
  private final Deque<Declaration> unwritten = new ArrayDeque<>();

  /** A type that has to be written. */
  sealed interface Declaration {
    /** Its name in Java. */
    String name();
  }

  /** An opaque pointer. */
  record HandleType(String name, String c) implements Declaration {}

  /** A structure where it lies; its name in C is empty where only its place says what it is. */
  record View(String name, Optional<String> c, StructureType type) implements Declaration {}

  /** A structure by value. */
  record Value(String name, String c, StructureType type) implements Declaration {}

  /** A structure of function pointers. */
  record Table(String name, String c, StructureType type) implements Declaration {}

  /** A function that C calls. */
  record Callback(String name, String c, FunctionType type) implements Declaration {}

  /** An enumeration. */
  record Enumeration(String name, String c, EnumType type) implements Declaration {}

  /** Nothing else may have these names. */
  Declarations(String... names) {
    for (String name : names) {
      taken.add(name);
      taken.add("file " + name.toLowerCase(Locale.ROOT));
    }
  }

  String handle(String c) {
    return named("handle " + c, c, "Handle", name -> new HandleType(name, c));
  }

  String view(String c, StructureType type) {
    return named("view " + c, c, "View", name -> new View(name, Optional.of(c), type));
  }

  /** The view of a structure without a name, within another. */
  String inner(String outer, String member, StructureType type) {
    String c = outer + "_" + member;
    return named("inner " + c, c, "View", name -> new View(name, Optional.empty(), type));
  }

  String value(String c, StructureType type) {
    return named("value " + c, c, "Value", name -> new Value(name, c, type));
  }

  String table(String c, StructureType type) {
    return named("table " + c, c, "Functions", name -> new Table(name, c, type));
  }

  String callback(String c, FunctionType type) {
    return named("callback " + c, c, "Callback", name -> new Callback(name, c, type));
  }

  String enumeration(String c, EnumType type) {
    return named("enum " + c, c, "Type", name -> new Enumeration(name, c, type));
  }

  private String named(
      String key, String c, String suffix, Function<String, Declaration> declaration) {
    String known = names.get(key);
    if (known != null) {
      return known;
    }
    String plain =
        JavaNames.type(c.substring(c.lastIndexOf(' ') + 1).replaceFirst("_(t|s|st)$", ""));
    String name = plain;
    for (int i = 1; !free(name); i++) {
      name = plain + suffix + (i == 1 ? "" : i);
    }
    names.put(key, name);
    unwritten.addLast(declaration.apply(name));
    return name;
  }

  /** Names of files may differ by more than case only. */
  private boolean free(String name) {
    return !COMMON.contains(name)
        && taken.add(name)
        && taken.add("file " + name.toLowerCase(Locale.ROOT));
  }

  /** One that has not been written yet, each once. */
  Optional<Declaration> next() {
    return Optional.ofNullable(unwritten.pollFirst());
  }
}
