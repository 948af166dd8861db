package org.alfheim.types;

/**
 * A type of C, as the x86-64 psABI lays it out (LP64: {@code int} has 32 bits, {@code long} and
 * pointers have 64); of C++ as far as it is one of C.
 *
 * <p>Sizes and layouts are facts of the ABI; the spelling is what the declaration used, so that
 * messages speak the caller's language: {@code size_t} stays {@code size_t}. Qualifiers are read
 * and forgotten, save {@code const} behind a pointer, which says that a function leaves the memory
 * alone.
 *
 * <p>There may be more types in later minor versions: a {@code switch} over them outside of this
 * module needs a {@code default}.
 *
 * <p>All are values, and equal where they say the same; only a {@link StructureType}, which can
 * lead back to itself, is equal to itself alone.
 */
public sealed interface CType extends DeclaredType
    permits VoidType, ObjectType, FunctionType, IncompleteType {

  /**
   * The type in C, declaring a name.
   *
   * @param declarator the name, or what stands around it; empty for the type alone
   * @return {@code int x}, {@code char *x}, {@code int (*x)(int)}
   */
  @Override
  String declare(String declarator);

  /** The type in C: {@code unsigned long}, {@code const char *}. */
  @Override
  default String spelling() {
    return declare("");
  }

  /** What the type is without the names that {@code typedef} has given to it. */
  @Override
  default CType resolved() {
    return this;
  }

  /** A type that is one word, or some: {@code int x}. */
  static String word(String type, String declarator) {
    return declarator.isEmpty() || declarator.startsWith("[")
        ? type + declarator
        : type + " " + declarator;
  }
}
