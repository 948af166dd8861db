package org.alfheim.bind.declaration;

/** A C declaration can't be read, or says something that can't be called or read from Java. */
public final class DeclarationException extends IllegalArgumentException {
  private final String declaration;
  private final int column;

  DeclarationException(String declaration, int column, String message) {
    super("'" + declaration + "', column " + column + ": " + message);
    this.declaration = declaration;
    this.column = column;
  }

  /** The declaration as it was given. */
  public String declaration() {
    return declaration;
  }

  /** Where in the declaration the fault lies: 1 is its first character. */
  public int column() {
    return column;
  }
}
