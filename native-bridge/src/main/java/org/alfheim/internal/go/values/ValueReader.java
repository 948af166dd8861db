package org.alfheim.internal.go.values;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.bind.ArgumentException;
import org.alfheim.go.GoComplex;
import org.alfheim.go.GoError;
import org.alfheim.internal.go.call.NamedTypes;
import org.alfheim.types.GoType;

/**
 * Reads values as a person writes them, by the types that Go has: {@code 7}, {@code abc}, {@code
 * [1, 2]}, {@code {X: 1, Y: 2}}, {@code map[a: 1]}, {@code nil}. A string alone is the text itself,
 * unless it is in quotes.
 */
final class ValueReader {
  private static final int DEEPEST = 100;
  private static final String NIL = "nil";

  private final String text;
  private final NamedTypes types;
  private int at;
  private int depth;

  private ValueReader(String text, NamedTypes types) {
    this.text = text;
    this.types = types;
  }

  /**
   * The value of a text.
   *
   * @throws ArgumentException if it is none of the type
   */
  static Object read(String text, GoType type, NamedTypes types) {
    GoType behind = types.behind(type);
    if (!text.startsWith("\"")) {
      if (behind.equals(new GoType.Basic("string"))) {
        return text;
      } else if (isBytes(behind, types) && !text.startsWith("[") && !text.equals(NIL)) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
    }
    ValueReader reader = new ValueReader(text, types);
    Object value = reader.value(type);
    reader.blank();
    if (reader.at < text.length()) {
      throw reader.unread("'" + text.substring(reader.at) + "' is too much");
    }
    return value;
  }

  private static boolean isBytes(GoType type, NamedTypes types) {
    return type instanceof GoType.Slice(GoType element)
        && types.behind(element).equals(new GoType.Basic("uint8"));
  }

  private ArgumentException unread(String problem) {
    return new ArgumentException(problem + " in '" + text + "'");
  }

  private void blank() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private boolean take(String wanted) {
    blank();
    if (text.startsWith(wanted, at)) {
      at += wanted.length();
      return true;
    }
    return false;
  }

  private Object value(GoType type) {
    if (++depth > DEEPEST) {
      throw unread("more than " + DEEPEST + " values in each other");
    }
    try {
      if (NamedTypes.isError(type)) {
        String word = word();
        return word.equals(NIL) ? null : GoError.of(word);
      }
      return switch (types.behind(type)) {
        case GoType.Basic(String name) -> basic(name, word());
        case GoType.Slice(GoType element) ->
            nil() ? null : sequence(element, elements(element), types);
        case GoType.Array(long _, GoType element) -> sequence(element, elements(element), types);
        case GoType.Dictionary(GoType key, GoType value) -> nil() ? null : map(key, value);
        case GoType.Struct(List<GoType.Field> fields) -> structure(type, fields);
        case GoType.Interface(List<GoType.Method> methods) when methods.isEmpty() -> any();
        default -> nothing(type);
      };
    } finally {
      depth--;
    }
  }

  private boolean nil() {
    return take(NIL);
  }

  private Object nothing(GoType type) {
    if (nil()) {
      return null;
    }
    throw unread("a " + type.text() + " can be nil only here: text can't be one,");
  }

  /** A word up to what ends one, or a string in quotes. */
  private String word() {
    blank();
    if (at < text.length() && text.charAt(at) == '"') {
      Quotes.Unquoted string = Quotes.unquoted(text, at);
      at = string.end();
      return string.string();
    }
    int start = at;
    while (at < text.length() && ",]}:".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private Object basic(String name, String word) {
    try {
      return switch (name) {
        case "string" -> word;
        case "bool" -> truth(word);
        case "float32" -> Float.valueOf(word);
        case "float64" -> Double.valueOf(word);
        case "complex64", "complex128" -> ComplexText.parse(word);
        case "uint", "uint64", "uintptr" -> integer(word);
        default -> integer(word).longValueExact();
      };
    } catch (ArithmeticException | NumberFormatException none) {
      throw new ArgumentException("'" + word + "' is no " + name);
    }
  }

  private static boolean truth(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ArgumentException("'" + word + "' is no bool: true or false");
    };
  }

  /** As Go's source has integers: in decimal, or with a prefix of another base. */
  private static BigInteger integer(String word) {
    String digits = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
    int base = 10;
    if (digits.length() > 2 && digits.charAt(0) == '0') {
      base =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
          };
    }
    BigInteger value = new BigInteger(base == 10 ? digits : digits.substring(2), base);
    return word.startsWith("-") ? value.negate() : value;
  }

  private List<Object> elements(GoType element) {
    if (!take("[")) {
      throw unread("'[' is missing");
    }
    List<Object> elements = new ArrayList<>();
    if (take("]")) {
      return elements;
    }
    do {
      elements.add(value(element));
    } while (take(","));
    if (!take("]")) {
      throw unread("']' is missing");
    }
    return elements;
  }

  /** Elements as what a slice of them is in Java. */
  static Object sequence(GoType element, List<Object> elements, NamedTypes types) {
    if (!types.behind(element).equals(new GoType.Basic("uint8"))) {
      return elements;
    }
    byte[] bytes = new byte[elements.size()];
    for (int i = 0; i < bytes.length; i++) {
      long value = (Long) elements.get(i);
      if (value < 0 || value > 0xff) {
        throw new ArgumentException(value + " is not in the range of a byte (0 to 255)");
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  private Map<Object, Object> map(GoType key, GoType value) {
    boolean brackets = take("map[");
    if (!brackets && !take("{")) {
      throw unread("'map[' is missing");
    }
    String end = brackets ? "]" : "}";
    Map<Object, Object> map = new LinkedHashMap<>();
    if (take(end)) {
      return map;
    }
    do {
      Object name = value(key);
      colon();
      map.put(name, value(value));
    } while (take(","));
    if (!take(end)) {
      throw unread("'" + end + "' is missing");
    }
    return map;
  }

  private void colon() {
    if (!take(":")) {
      throw unread("':' is missing");
    }
  }

  private Map<String, Object> structure(GoType type, List<GoType.Field> fields) {
    if (!take("{")) {
      throw unread("'{' is missing");
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (GoType.Field field : fields) {
      if (Character.isUpperCase(field.name().codePointAt(0))) {
        map.put(field.name(), zero(field.type()));
      }
    }
    if (take("}")) {
      return map;
    }
    do {
      String name = word();
      if (!map.containsKey(name)) {
        throw unread(type.text() + " has no exported field '" + name + "': " + map.keySet());
      }
      colon();
      map.put(name, value(field(fields, name)));
    } while (take(","));
    if (!take("}")) {
      throw unread("'}' is missing");
    }
    return map;
  }

  private static GoType field(List<GoType.Field> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .type();
  }

  /** What Go has where nothing is said. */
  private Object zero(GoType type) {
    return switch (types.behind(type)) {
      case GoType.Basic(String name) ->
          switch (name) {
            case "complex64", "complex128" -> new GoComplex(0, 0);
            case "string" -> "";
            case "bool" -> false;
            default -> basic(name, "0");
          };
      case GoType.Array(long length, GoType element) -> zeros(length, element);
      case GoType.Struct(List<GoType.Field> fields) ->
          new ValueReader("{}", types).structure(type, fields);
      default -> null;
    };
  }

  private Object zeros(long length, GoType element) {
    if (length < 0 || length > 1 << 20) {
      throw new ArgumentException(length + " elements are too many to be left out");
    }
    List<Object> elements = new ArrayList<>();
    for (long i = 0; i < length; i++) {
      elements.add(zero(element));
    }
    return sequence(element, elements, types);
  }

  /** What a word looks like. */
  private Object any() {
    blank();
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    String word = word();
    if (quoted) {
      return word;
    }
    if (word.equals(NIL)) {
      return null;
    } else if (word.equals("true") || word.equals("false")) {
      return truth(word);
    } else if (word.matches("[-+]?([0-9]+|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)")) {
      return basic("int", word);
    }
    return word.matches("[-+]?[0-9]*\\.[0-9]+([eE][-+]?[0-9]+)?") ? Double.valueOf(word) : word;
  }
}
