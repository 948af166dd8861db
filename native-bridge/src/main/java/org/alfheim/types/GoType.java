package org.alfheim.types;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A type of Go, as its compiler has written it beside the code for the runtime and for {@code
 * reflect}.
 *
 * <p>All are values. A type that leads back to itself does so through a {@link Named} one, which
 * has its name alone.
 *
 * <p>Names are those of the Go Programming Language Specification, "Types"; a structure is a {@code
 * struct} there, and a {@link Dictionary} a {@code map}.
 */
public sealed interface GoType extends DeclaredType {

  /** The type as Go prints it ({@code reflect.Type.String}). */
  String text();

  /**
   * The declaration of what {@code plugin.Lookup} finds with this type.
   *
   * @param name the name; empty for the type alone
   * @return {@code func F(int) int}; for a pointer, the variable that it points to: {@code var V
   *     int}; for others {@code x string}
   */
  @Override
  default String declare(String name) {
    return name.isEmpty() ? text() : name + " " + text();
  }

  /**
   * A type that the language has: a number, a string, a truth value, {@code unsafe.Pointer}.
   *
   * @param text its name
   */
  record Basic(String text) implements GoType {}

  /**
   * A type with a name of its own; what is behind it the name does not say.
   *
   * @param packagePath the import path of its package; empty for {@code error}, and where it can't
   *     be told
   * @param text the name of its package, a dot, and its own
   */
  record Named(Optional<String> packagePath, String text) implements GoType {}

  /**
   * A pointer.
   *
   * @param target what it points to
   */
  record Pointer(GoType target) implements GoType {
    @Override
    public String text() {
      return "*" + target.text();
    }

    @Override
    public String declare(String name) {
      return name.isEmpty() ? text() : "var " + name + " " + target.text();
    }
  }

  /**
   * A slice.
   *
   * @param element what it is of
   */
  record Slice(GoType element) implements GoType {
    @Override
    public String text() {
      return "[]" + element.text();
    }
  }

  /**
   * An array.
   *
   * @param length how many elements it has, unsigned
   * @param element what it is of
   */
  record Array(long length, GoType element) implements GoType {
    @Override
    public String text() {
      return "[" + Long.toUnsignedString(length) + "]" + element.text();
    }
  }

  /**
   * A map.
   *
   * @param key its keys
   * @param value its values
   */
  record Dictionary(GoType key, GoType value) implements GoType {
    @Override
    public String text() {
      return "map[" + key.text() + "]" + value.text();
    }
  }

  /** Which way a channel goes. */
  enum Direction {
    RECEIVE("<-chan "),
    SEND("chan<- "),
    BOTH("chan ");

    private final String text;

    Direction(String text) {
      this.text = text;
    }
  }

  /**
   * A channel.
   *
   * @param direction which way it goes
   * @param element what goes through it
   */
  record Channel(Direction direction, GoType element) implements GoType {
    @Override
    public String text() {
      boolean apart =
          direction == Direction.BOTH
              && element instanceof Channel inner
              && inner.direction == Direction.RECEIVE;
      return direction.text + (apart ? "(" + element.text() + ")" : element.text());
    }
  }

  /**
   * A function.
   *
   * @param parameters what it takes; of a variadic one the last is a slice
   * @param results what it gives
   * @param variadic whether it takes any number of the last
   */
  record Func(List<GoType> parameters, List<GoType> results, boolean variadic) implements GoType {
    /** Copies the lists. */
    public Func {
      parameters = List.copyOf(parameters);
      results = List.copyOf(results);
    }

    @Override
    public String text() {
      return declare("");
    }

    @Override
    public String declare(String name) {
      return "func" + (name.isEmpty() ? "" : " ") + name + signature();
    }

    /** Parameters and results, as they stand behind a function's name. */
    public String signature() {
      StringBuilder text = new StringBuilder("(");
      for (int i = 0; i < parameters.size(); i++) {
        text.append(i == 0 ? "" : ", ");
        boolean rest = variadic && i == parameters.size() - 1;
        text.append(
            rest && parameters.get(i) instanceof Slice(GoType element)
                ? "..." + element.text()
                : parameters.get(i).text());
      }
      text.append(')');
      if (results.size() == 1) {
        return text.append(' ').append(results.getFirst().text()).toString();
      }
      return results.isEmpty()
          ? text.toString()
          : text.append(
                  results.stream().map(GoType::text).collect(Collectors.joining(", ", " (", ")")))
              .toString();
    }
  }

  /**
   * A structure.
   *
   * @param fields its fields
   */
  record Struct(List<Field> fields) implements GoType {
    /** Copies the list. */
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public String text() {
      return fields.isEmpty()
          ? "struct {}"
          : fields.stream().map(Field::text).collect(Collectors.joining("; ", "struct { ", " }"));
    }
  }

  /**
   * A field of a structure.
   *
   * @param name its name
   * @param type its type
   * @param offset where it begins in the structure, in bytes
   * @param tag what follows the type; may be empty
   * @param embedded whether its type is its name
   */
  record Field(String name, GoType type, long offset, String tag, boolean embedded) {
    String text() {
      return (embedded ? "" : name + " ")
          + type.text()
          + (tag.isEmpty() ? "" : " " + Quoted.text(tag));
    }
  }

  /**
   * An interface.
   *
   * @param methods its methods, in the order of their names
   */
  record Interface(List<Method> methods) implements GoType {
    /** Copies the list. */
    public Interface {
      methods = List.copyOf(methods);
    }

    @Override
    public String text() {
      return methods.isEmpty()
          ? "interface {}"
          : methods.stream()
              .map(method -> method.name() + method.type().signature())
              .collect(Collectors.joining("; ", "interface { ", " }"));
    }
  }

  /**
   * A method of an interface.
   *
   * @param name its name
   * @param type what it takes and gives
   */
  record Method(String name, Func type) {}

  /**
   * A type of which its text alone is known: its structure is not one that gives this text.
   *
   * @param text what the plugin says of it
   */
  record Opaque(String text) implements GoType {}
}
