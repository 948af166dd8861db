package org.alfheim.types;

import java.lang.foreign.ValueLayout;

/**
 * A pointer.
 *
 * @param target what it points to
 * @param constant whether what it points to is {@code const}
 */
public record PointerType(CType target, boolean constant) implements ScalarType {
  /** Whether it points to plain {@code char}: a string that ends in NUL. */
  public boolean string() {
    return target.resolved() instanceof IntegerType integer && integer.character();
  }

  @Override
  public ValueLayout layout() {
    return ValueLayout.ADDRESS_UNALIGNED;
  }

  @Override
  public String declare(String declarator) {
    String pointer = "*" + declarator;
    boolean grouped = target instanceof ArrayType || target instanceof FunctionType;
    String inner = grouped ? "(" + pointer + ")" : pointer;
    return constant ? constant(target, inner) : target.declare(inner);
  }

  /**
   * The declaration of a const target: the word stands before a base type, and after the {@code *}
   * of a pointer.
   */
  private static String constant(CType type, String declarator) {
    // No switch over types: the first of a JVM takes as long as to read all types of a library.
    if (type instanceof PointerType pointer) {
      return pointer.declare("const " + declarator);
    }
    if (type instanceof ArrayType array) {
      return constant(array.element(), declarator + array.brackets());
    }
    return type instanceof FunctionType function
        ? function.declare(declarator)
        : "const " + type.declare(declarator);
  }

  @Override
  public String toString() {
    return spelling();
  }
}
