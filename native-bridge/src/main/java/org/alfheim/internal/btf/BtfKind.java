package org.alfheim.internal.btf;

/** The kinds of a BTF type, in the order of their numbers ("BTF Type and String Encoding"). */
enum BtfKind {
  UNKNOWN(0, 0, 0),
  INT(1, 4, 0),
  PTR(2, 0, 0),
  ARRAY(3, 12, 0),
  STRUCT(4, 0, 12),
  UNION(5, 0, 12),
  ENUM(6, 0, 8),
  FWD(7, 0, 0),
  TYPEDEF(8, 0, 0),
  VOLATILE(9, 0, 0),
  CONST(10, 0, 0),
  RESTRICT(11, 0, 0),
  FUNC(12, 0, 0),
  FUNC_PROTO(13, 0, 8),
  VAR(14, 4, 0),
  DATASEC(15, 0, 12),
  FLOAT(16, 0, 0),
  DECL_TAG(17, 4, 0),
  TYPE_TAG(18, 0, 0),
  ENUM64(19, 0, 12);

  private static final BtfKind[] BY_NUMBER = values();

  private final int number;
  private final int fixed;
  private final int element;

  BtfKind(int number, int fixed, int element) {
    this.number = number;
    this.fixed = fixed;
    this.element = element;
  }

  /** The number of the kind. */
  int number() {
    return number;
  }

  /** The kind of a number, {@link #UNKNOWN} for one that has no meaning. */
  static BtfKind of(int number) {
    return number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN;
  }

  /**
   * How many bytes follow the common part of a type.
   *
   * @param vlen how many elements it says it has
   */
  int following(int vlen) {
    return fixed + element * vlen;
  }

  /** Whether it only says how a value may be used, or marks it. */
  boolean modifier() {
    return this == VOLATILE || this == CONST || this == RESTRICT || this == TYPE_TAG;
  }

  /** Whether it has members. */
  boolean structure() {
    return this == STRUCT || this == UNION;
  }

  /** Whether it is an enumeration. */
  boolean enumeration() {
    return this == ENUM || this == ENUM64;
  }

  /** Whether it says the type of a symbol. */
  boolean symbol() {
    return this == FUNC || this == VAR;
  }
}
