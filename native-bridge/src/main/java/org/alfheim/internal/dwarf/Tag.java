package org.alfheim.internal.dwarf;

/** What a DIE is (DWARF 5, table 7.3), as far as types need it. */
final class Tag {
  static final int ARRAY_TYPE = 0x01;
  static final int CLASS_TYPE = 0x02;
  static final int ENUMERATION_TYPE = 0x04;
  static final int FORMAL_PARAMETER = 0x05;
  static final int MEMBER = 0x0d;
  static final int POINTER_TYPE = 0x0f;
  static final int REFERENCE_TYPE = 0x10;
  static final int COMPILE_UNIT = 0x11;
  static final int STRING_TYPE = 0x12;
  static final int STRUCTURE_TYPE = 0x13;
  static final int SUBROUTINE_TYPE = 0x15;
  static final int TYPEDEF = 0x16;
  static final int UNION_TYPE = 0x17;
  static final int UNSPECIFIED_PARAMETERS = 0x18;
  static final int INHERITANCE = 0x1c;
  static final int MODULE = 0x1e;
  static final int PTR_TO_MEMBER_TYPE = 0x1f;
  static final int SET_TYPE = 0x20;
  static final int SUBRANGE_TYPE = 0x21;
  static final int BASE_TYPE = 0x24;
  static final int CONST_TYPE = 0x26;
  static final int ENUMERATOR = 0x28;
  static final int FILE_TYPE = 0x29;
  static final int PACKED_TYPE = 0x2d;
  static final int SUBPROGRAM = 0x2e;
  static final int VARIANT_PART = 0x33;
  static final int VARIABLE = 0x34;
  static final int VOLATILE_TYPE = 0x35;
  static final int RESTRICT_TYPE = 0x37;
  static final int INTERFACE_TYPE = 0x38;
  static final int NAMESPACE = 0x39;
  static final int UNSPECIFIED_TYPE = 0x3b;
  static final int SHARED_TYPE = 0x40;
  static final int RVALUE_REFERENCE_TYPE = 0x42;
  static final int TEMPLATE_ALIAS = 0x43;
  static final int ATOMIC_TYPE = 0x47;
  static final int SKELETON_UNIT = 0x4a;
  static final int IMMUTABLE_TYPE = 0x4b;

  private Tag() {}

  /** Whether it is a structure, a union or a class. */
  static boolean structure(int tag) {
    return tag == STRUCTURE_TYPE || tag == UNION_TYPE || tag == CLASS_TYPE || tag == INTERFACE_TYPE;
  }

  /** Whether it only qualifies the type that it leads to. */
  static boolean qualifier(int tag) {
    return tag == CONST_TYPE
        || tag == VOLATILE_TYPE
        || tag == RESTRICT_TYPE
        || tag == ATOMIC_TYPE
        || tag == IMMUTABLE_TYPE
        || tag == PACKED_TYPE
        || tag == SHARED_TYPE;
  }

  /** Whether names inside it are spelled with its own before them. */
  static boolean scope(int tag) {
    return tag == NAMESPACE || tag == MODULE || structure(tag);
  }
}
