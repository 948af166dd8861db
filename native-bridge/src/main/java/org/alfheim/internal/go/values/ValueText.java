package org.alfheim.internal.go.values;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.alfheim.go.GoComplex;
import org.alfheim.go.GoError;
import org.alfheim.go.GoObject;
import org.alfheim.internal.go.call.NamedTypes;
import org.alfheim.types.GoType;

/**
 * Values as a person reads them: a string bare where it is alone, and else quoted; {@code [1, 2]},
 * {@code {X: 1, Y: 2}}, {@code map["a": 1]}, {@code nil}.
 */
final class ValueText {
  private final NamedTypes types;

  ValueText(NamedTypes types) {
    this.types = types;
  }

  /** One value. */
  String of(Object value, GoType type) {
    return value instanceof String text ? text : inside(value, type);
  }

  /** Several results. */
  String tuple(List<?> values, List<GoType> of) {
    StringJoiner text = new StringJoiner(", ", "(", ")");
    for (int i = 0; i < of.size(); i++) {
      text.add(inside(values.get(i), of.get(i)));
    }
    return text.toString();
  }

  private String inside(Object value, GoType type) {
    return switch (value) {
      case null -> "nil";
      case String text -> Quotes.quoted(text);
      case byte[] bytes -> bytes(bytes);
      case List<?> list -> list(list, element(type));
      case Map<?, ?> map -> map(map, types.behind(type));
      case GoComplex number -> ComplexText.of(number);
      case GoError error -> error.text();
      case GoObject object -> object.reference().type();
      default -> value.toString();
    };
  }

  private GoType element(GoType type) {
    return switch (types.behind(type)) {
      case GoType.Slice(GoType element) -> element;
      case GoType.Array(long _, GoType element) -> element;
      default -> type;
    };
  }

  private static String bytes(byte[] bytes) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (byte each : bytes) {
      text.add(Integer.toString(Byte.toUnsignedInt(each)));
    }
    return text.toString();
  }

  private String list(List<?> list, GoType element) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    list.forEach(each -> text.add(inside(each, element)));
    return text.toString();
  }

  private String map(Map<?, ?> map, GoType type) {
    if (type instanceof GoType.Dictionary(GoType key, GoType value)) {
      StringJoiner text = new StringJoiner(", ", "map[", "]");
      map.forEach((k, v) -> text.add(inside(k, key) + ": " + inside(v, value)));
      return text.toString();
    }
    StringJoiner text = new StringJoiner(", ", "{", "}");
    if (type instanceof GoType.Struct(List<GoType.Field> fields)) {
      for (GoType.Field field : fields) {
        if (map.containsKey(field.name())) {
          text.add(field.name() + ": " + inside(map.get(field.name()), field.type()));
        }
      }
    }
    return text.toString();
  }
}
