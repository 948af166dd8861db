package org.alfheim.linker.object;

/** How properties of one type from several objects become one, by the ranges of pr_type. */
public enum PropertyRule {
  /** The largest: GNU_PROPERTY_STACK_SIZE. */
  LARGEST(8),
  /** There, if one object has it: GNU_PROPERTY_NO_COPY_ON_PROTECTED. */
  ANY(0),
  /** What all objects have. */
  AND(4),
  /** What some object has. */
  OR(4),
  /** What some object has, if all say something. */
  OR_AND(4),
  /** A type that a linker leaves out. */
  UNKNOWN(0);

  private final int size;

  PropertyRule(int size) {
    this.size = size;
  }

  /** The bytes of the number, pr_datasz. */
  public int size() {
    return size;
  }

  /** Whether an object that does not say it takes it from all. */
  boolean needsAll() {
    return this == AND || this == OR_AND;
  }

  /** One number of two. */
  long combine(long left, long right) {
    return switch (this) {
      case LARGEST -> Long.compareUnsigned(left, right) < 0 ? right : left;
      case AND -> left & right;
      case ANY, OR, OR_AND -> left | right;
      case UNKNOWN -> 0;
    };
  }

  /** The rule of a pr_type. */
  public static PropertyRule of(int type) {
    if (type == 1) {
      return LARGEST;
    }
    if (type == 2) {
      return ANY;
    }
    if (isIn(type, 0xb0000000, 0xb0007fff) || isIn(type, 0xc0000002, 0xc0007fff)) {
      return AND;
    }
    if (isIn(type, 0xb0008000, 0xb000ffff) || isIn(type, 0xc0008000, 0xc000ffff)) {
      return OR;
    }
    return isIn(type, 0xc0010000, 0xc0017fff) ? OR_AND : UNKNOWN;
  }

  private static boolean isIn(int type, int first, int last) {
    return Integer.compareUnsigned(type, first) >= 0 && Integer.compareUnsigned(type, last) <= 0;
  }
}
