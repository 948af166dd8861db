package org.alfheim.internal.bind.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.declaration.Literals;

/**
 * What a person writes in braces: {@code {1, 2}} is a list, {@code {x: 1, y: 2}} a map. Values are
 * texts, or braces again; a comma or a brace within double quotes is text.
 */
final class Braces {
  private static final int DEEPEST = 32;

  private final String text;
  private final Described place;
  private int at;

  private Braces(String text, Described place) {
    this.text = text;
    this.place = place;
  }

  /**
   * Reads braces.
   *
   * @return a {@code List} or a {@code Map} from names, of Strings, Lists and Maps
   * @throws ArgumentException if they don't close, or a value is missing
   */
  static Object read(String text, Described place) {
    Braces braces = new Braces(text.strip(), place);
    Object value = braces.value(0);
    if (braces.at < braces.text.length()) {
      throw braces.fault("found more behind the last '}'");
    }
    return value;
  }

  private Object value(int depth) {
    if (depth > DEEPEST) {
      throw fault("braces are too deep");
    }
    if (text.startsWith("&{", at)) {
      at++; // As in C; that an address is wanted, the type says.
    }
    return at < text.length() && text.charAt(at) == '{' ? braces(depth) : word();
  }

  private Object braces(int depth) {
    at++;
    List<Object> values = new ArrayList<>();
    Map<String, Object> named = new LinkedHashMap<>();
    blanks();
    while (at < text.length() && text.charAt(at) != '}') {
      String name = name();
      Object value = value(depth + 1);
      if (value.equals("")) {
        throw fault("a value is missing");
      }
      if (name == null) {
        values.add(value);
      } else if (named.put(name, value) != null) {
        throw fault("'" + name + "' is given twice");
      }
      blanks();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        blanks();
      } else if (at < text.length() && text.charAt(at) != '}') {
        throw fault("expected ',' or '}' before '" + text.substring(at) + "'");
      }
    }
    if (at == text.length()) {
      throw fault("expected '}' at the end of the list");
    }
    at++;
    if (!values.isEmpty() && !named.isEmpty()) {
      throw fault("name all values, or none");
    }
    return named.isEmpty() ? values : named;
  }

  /** The name of a member before a colon, {@code .name =} as in C, too; null if there is none. */
  private String name() {
    int end = at;
    if (end < text.length() && text.charAt(end) == '.') {
      end++;
    }
    int start = end;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    String name = text.substring(start, end);
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    boolean named =
        !name.isEmpty()
            && !Character.isDigit(name.charAt(0))
            && end < text.length()
            && (text.charAt(end) == ':' || text.charAt(end) == '=');
    if (!named) {
      return null;
    }
    at = end + 1;
    blanks();
    return name;
  }

  private String word() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    if (at < text.length() && text.charAt(at) == '\'') {
      // A character constant may be a comma: ','.
      int close = text.indexOf('\'', at + (text.startsWith("\\", at + 1) ? 3 : 2));
      at = close < 0 ? at : close + 1;
    }
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '}') {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private String quoted() {
    StringBuilder word = new StringBuilder("@text:");
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
        OptionalInt escaped = Literals.character("'\\" + text.charAt(at) + "'");
        word.append((char) escaped.orElse(text.charAt(at)));
        continue;
      }
      word.append(text.charAt(at));
    }
    if (at == text.length()) {
      throw fault("expected '\"' at the end of the string");
    }
    at++;
    return word.toString();
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private ArgumentException fault(String problem) {
    return new ArgumentException(place.what() + ": '" + text + "': " + problem);
  }
}
