package org.alfheim.bind.declaration;

import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.VoidType;

/**
 * The C declaration of a variable: {@code int V}, {@code const char *version}, {@code unsigned char
 * table[256]}.
 *
 * @param name the variable's name; empty where only its type is given
 * @param type its type
 */
public record Declaration(String name, ObjectType type) {

  /**
   * Reads a declaration, or a type alone.
   *
   * @param text C, such as {@code "int V"}, {@code "extern const char *const names[4];"} or {@code
   *     "int"}
   * @return what it declares
   * @throws DeclarationException if it can't be read, declares a function, or the type's size is
   *     not known here
   */
  public static Declaration parse(String text) {
    DeclarationParser.Declared declared = DeclarationParser.parse(text);
    return switch (declared.type()) {
      case ObjectType object -> new Declaration(declared.name(), object);
      case FunctionType function ->
          throw new DeclarationException(
              text,
              declared.column(),
              "this declares a function; a variable is declared like 'int V', a pointer to a"
                  + " function like '"
                  + function.declare(
                      "(*" + (declared.name().isEmpty() ? "F" : declared.name()) + ")")
                  + "'");
      case VoidType _ ->
          throw new DeclarationException(text, declared.column(), "a variable can't be void");
      case IncompleteType incomplete ->
          throw new DeclarationException(text, 1, Prototype.unknown(incomplete));
    };
  }

  /**
   * Reads a declaration that says which variable is meant.
   *
   * @param text C, such as {@code "int V"}
   * @return what it declares, with a name
   * @throws DeclarationException as {@link #parse} does, and where there is a type alone
   */
  public static Declaration parseNamed(String text) {
    Declaration declaration = parse(text);
    if (declaration.name().isEmpty()) {
      throw new DeclarationException(
          text, 1, "this is a type; a variable is declared like 'int V'");
    }
    return declaration;
  }

  /**
   * The name of the variable that a person means.
   *
   * @param text a declaration, or a name alone
   * @return the name
   * @throws DeclarationException as {@link #parseNamed} does, where there is more than a name
   */
  public static String nameIn(String text) {
    return TypeNames.namesNoType(text) ? text.strip() : parseNamed(text).name();
  }

  /** The declaration in C. */
  @Override
  public String toString() {
    return type.declare(name);
  }
}
