package org.alfheim.internal.dwarf.form;

/** What a DIE is (DWARF 5, table 7.3), as far as types need it. */
public final class Tag {
  public static final int ARRAY_TYPE = 0x01;
  public static final int CLASS_TYPE = 0x02;
  public static final int ENUMERATION_TYPE = 0x04;
  public static final int FORMAL_PARAMETER = 0x05;
  public static final int MEMBER = 0x0d;
  public static final int POINTER_TYPE = 0x0f;
  public static final int REFERENCE_TYPE = 0x10;
  static final int COMPILE_UNIT = 0x11;
  public static final int STRING_TYPE = 0x12;
  public static final int STRUCTURE_TYPE = 0x13;
  public static final int SUBROUTINE_TYPE = 0x15;
  public static final int TYPEDEF = 0x16;
  public static final int UNION_TYPE = 0x17;
  public static final int UNSPECIFIED_PARAMETERS = 0x18;
  public static final int INHERITANCE = 0x1c;
  public static final int MODULE = 0x1e;
  public static final int PTR_TO_MEMBER_TYPE = 0x1f;
  public static final int SET_TYPE = 0x20;
  public static final int SUBRANGE_TYPE = 0x21;
  public static final int BASE_TYPE = 0x24;
  public static final int CONST_TYPE = 0x26;
  public static final int ENUMERATOR = 0x28;
  public static final int FILE_TYPE = 0x29;
  public static final int PACKED_TYPE = 0x2d;
  public static final int SUBPROGRAM = 0x2e;
  public static final int VARIANT_PART = 0x33;
  public static final int VARIABLE = 0x34;
  public static final int VOLATILE_TYPE = 0x35;
  public static final int RESTRICT_TYPE = 0x37;
  public static final int INTERFACE_TYPE = 0x38;
  public static final int NAMESPACE = 0x39;
  public static final int UNSPECIFIED_TYPE = 0x3b;
  public static final int SHARED_TYPE = 0x40;
  public static final int RVALUE_REFERENCE_TYPE = 0x42;
  public static final int TEMPLATE_ALIAS = 0x43;
  public static final int ATOMIC_TYPE = 0x47;
  static final int SKELETON_UNIT = 0x4a;
  public static final int IMMUTABLE_TYPE = 0x4b;

  private Tag() {}

  /** Whether it is a structure, a union or a class. */
  public static boolean structure(int tag) {
    return tag == STRUCTURE_TYPE || tag == UNION_TYPE || tag == CLASS_TYPE || tag == INTERFACE_TYPE;
  }

  /** Whether it only qualifies the type that it leads to. */
  public static boolean qualifier(int tag) {
    return tag == CONST_TYPE
        || tag == VOLATILE_TYPE
        || tag == RESTRICT_TYPE
        || tag == ATOMIC_TYPE
        || tag == IMMUTABLE_TYPE
        || tag == PACKED_TYPE
        || tag == SHARED_TYPE;
  }

  /** Whether names inside it are spelled with its own before them. */
  public static boolean scope(int tag) {
    return tag == NAMESPACE || tag == MODULE || structure(tag);
  }
}
