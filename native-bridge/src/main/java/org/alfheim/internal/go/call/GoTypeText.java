package org.alfheim.internal.go.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.go.codec.BasicKind;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/**
 * Reads a type as {@code reflect.Type.String} prints it. Structures and interfaces that are written
 * out are not read: a type with them is known by its text alone.
 */
final class GoTypeText {
  private static final String END_OF_NAME = " ,()[]{};*";

  private final String text;
  private final NamedTypes types;
  private int at;

  private GoTypeText(String text, NamedTypes types) {
    this.text = text;
    this.types = types;
  }

  /** The type; an opaque one if it can't be read. */
  static GoType parse(String text, NamedTypes types) {
    GoTypeText reader = new GoTypeText(text, types);
    try {
      GoType type = reader.type();
      return reader.at == text.length() ? type : new GoType.Opaque(text);
    } catch (MisfitException unread) {
      return new GoType.Opaque(text);
    }
  }

  private boolean take(String wanted) {
    if (text.startsWith(wanted, at)) {
      at += wanted.length();
      return true;
    }
    return false;
  }

  private void expect(String wanted) {
    if (!take(wanted)) {
      throw new MisfitException("'" + wanted + "' is missing in " + text);
    }
  }

  private GoType type() {
    if (take("*")) {
      return new GoType.Pointer(type());
    } else if (take("[]")) {
      return new GoType.Slice(type());
    } else if (take("[")) {
      int end = text.indexOf(']', at);
      long length = number(end);
      at = end + 1;
      return new GoType.Array(length, type());
    } else if (take("map[")) {
      GoType key = type();
      expect("]");
      return new GoType.Dictionary(key, type());
    } else if (take("<-chan ")) {
      return new GoType.Channel(GoType.Direction.RECEIVE, type());
    } else if (take("chan<- ")) {
      return new GoType.Channel(GoType.Direction.SEND, type());
    } else if (take("chan ")) {
      return new GoType.Channel(GoType.Direction.BOTH, inBrackets());
    } else if (take("func(")) {
      return function();
    } else if (take("interface {}")) {
      return new GoType.Interface(List.of());
    }
    return name();
  }

  private long number(int end) {
    try {
      return Long.parseUnsignedLong(text.substring(at, Math.max(end, at)));
    } catch (NumberFormatException none) {
      throw new MisfitException("no length in " + text);
    }
  }

  private GoType inBrackets() {
    if (!take("(")) {
      return type();
    }
    GoType type = type();
    expect(")");
    return type;
  }

  private GoType function() {
    List<GoType> parameters = new ArrayList<>();
    boolean variadic = false;
    while (!take(")")) {
      if (!parameters.isEmpty()) {
        expect(", ");
      }
      variadic = take("...");
      parameters.add(variadic ? new GoType.Slice(type()) : type());
    }
    List<GoType> results = new ArrayList<>();
    if (take(" (")) {
      do {
        results.add(type());
      } while (take(", "));
      expect(")");
    } else if (take(" ")) {
      results.add(type());
    }
    return new GoType.Func(parameters, results, variadic);
  }

  private GoType name() {
    int start = at;
    while (at < text.length() && END_OF_NAME.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '[') {
      typeArguments();
    }
    String name = text.substring(start, at);
    if (name.isEmpty() || name.equals("struct") || name.equals("interface")) {
      throw new MisfitException("a type is missing in " + text);
    }
    return BasicKind.of(name) != null ? new GoType.Basic(name) : named(name);
  }

  /** The arguments of a generic type are a part of its name. */
  private void typeArguments() {
    int open = 0;
    do {
      char c = text.charAt(at++);
      open += c == '[' ? 1 : c == ']' ? -1 : 0;
    } while (open > 0 && at < text.length());
  }

  private GoType named(String name) {
    return types.known().keySet().stream()
        .filter(known -> known.text().equals(name))
        .findFirst()
        .orElseGet(() -> new GoType.Named(Optional.empty(), name));
  }
}
