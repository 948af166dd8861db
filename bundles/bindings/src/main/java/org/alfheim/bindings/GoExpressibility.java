package org.alfheim.bindings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.internal.go.call.NamedTypes;
import org.alfheim.types.GoType;

/** Whether a type of Go can be had in Java, with all that it is made of. */
final class GoExpressibility {
  private final NamedTypes types;
  private final Set<GoType.Named> seen = new HashSet<>();

  /** The names that are being looked behind, without a structure or a function between. */
  private final Deque<GoType.Named> inside = new ArrayDeque<>();

  private GoExpressibility(NamedTypes types) {
    this.types = types;
  }

  /**
   * Looks at all of a type.
   *
   * @throws InexpressibleException if a part of it can't be had
   */
  static void check(GoType type, NamedTypes types) {
    new GoExpressibility(types).look(type);
  }

  private void look(GoType type) {
    if (NamedTypes.isError(type) || NamedTypes.isContext(type)) {
      return;
    }
    if (!(type instanceof GoType.Named name)) {
      parts(type);
      return;
    }
    GoType behind = types.behind(name);
    boolean apart = behind instanceof GoType.Struct || behind instanceof GoType.Func;
    if (apart && !seen.add(name)) {
      return;
    }
    if (!apart && inside.contains(name)) {
      throw new InexpressibleException(
          name.text() + " is made of itself, without a structure between");
    }
    inside.push(name);
    if (behind instanceof GoType.Struct struct) {
      structure(name.text(), struct);
    } else {
      parts(behind);
    }
    inside.pop();
  }

  private void parts(GoType type) {
    switch (type) {
      case GoType.Basic _, GoType.Pointer _, GoType.Interface _ -> {
        // All of them can.
      }
      case GoType.Slice(GoType element) -> look(element);
      case GoType.Array(long _, GoType element) -> look(element);
      case GoType.Channel(GoType.Direction _, GoType element) -> look(element);
      case GoType.Dictionary(GoType key, GoType value) -> {
        look(key);
        look(value);
      }
      case GoType.Func func -> {
        func.parameters().forEach(this::look);
        func.results().forEach(this::look);
      }
      case GoType.Struct struct -> structure(struct.text(), struct);
      case GoType.Named unknown -> throw unknown(unknown);
      case GoType.Opaque unknown -> throw unknown(unknown);
    }
  }

  private static InexpressibleException unknown(GoType type) {
    return new InexpressibleException("what " + type.text() + " is made of is not known");
  }

  private void structure(String name, GoType.Struct struct) {
    List<GoType.Field> exported = exported(struct);
    if (exported.isEmpty() && !struct.fields().isEmpty()) {
      throw new InexpressibleException(
          name
              + " has no exported field, so nothing of it can be seen; a pointer to it can be had");
    }
    Deque<GoType.Named> outer = new ArrayDeque<>(inside);
    inside.clear();
    exported.forEach(field -> look(field.type()));
    inside.addAll(outer);
  }

  /** The fields that Java sees. */
  static List<GoType.Field> exported(GoType.Struct struct) {
    return struct.fields().stream()
        .filter(field -> Character.isUpperCase(field.name().codePointAt(0)))
        .toList();
  }
}
