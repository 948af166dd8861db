package org.alfheim.types;

/** {@code void}: no value. */
public record VoidType() implements CType {
  @Override
  public String declare(String declarator) {
    return CType.word("void", declarator);
  }

  @Override
  public String toString() {
    return spelling();
  }
}
