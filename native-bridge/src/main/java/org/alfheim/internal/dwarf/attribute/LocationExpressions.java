package org.alfheim.internal.dwarf.attribute;

import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.unit.Unit;

/** Expressions that say where something is (DWARF 5, 2.5), as far as they are constants. */
public final class LocationExpressions {
  private static final int DW_OP_ADDR = 0x03;
  private static final int DW_OP_CONST1U = 0x08;
  private static final int DW_OP_CONST2U = 0x0a;
  private static final int DW_OP_CONST4U = 0x0c;
  private static final int DW_OP_CONSTU = 0x10;
  private static final int DW_OP_PLUS = 0x22;
  private static final int DW_OP_PLUS_UCONST = 0x23;
  private static final int DW_OP_LIT0 = 0x30;
  private static final int DW_OP_LIT31 = 0x4f;
  private static final int DW_OP_ADDRX = 0xa1;
  private static final int DW_OP_GNU_ADDR_INDEX = 0xfb;

  private static final int DW_OP_DEREF = 0x06;
  private static final int DW_OP_BREG0 = 0x70;
  private static final int DW_OP_BREG31 = 0x8f;

  private LocationExpressions() {}

  /** Whether what a parameter is lies where the argument points to, and is not the argument. */
  public static boolean isReference(Reader expression) {
    if (expression.atEnd()) {
      return false;
    }
    int operation = expression.u1();
    int last = operation;
    while (!expression.atEnd()) {
      last = expression.u1();
    }
    return last == DW_OP_DEREF || (operation >= DW_OP_BREG0 && operation <= DW_OP_BREG31);
  }

  /** The address of a variable; 0 if it is none: thread-local, in a register, or nowhere. */
  public static long address(Unit unit, Reader expression) {
    if (expression.atEnd()) {
      return 0;
    }
    int operation = expression.u1();
    long address =
        switch (operation) {
          case DW_OP_ADDR -> expression.u8();
          case DW_OP_ADDRX, DW_OP_GNU_ADDR_INDEX -> unit.address(expression.uleb());
          default -> 0;
        };
    return expression.atEnd() ? address : 0;
  }

  /**
   * How far a member is from the beginning of its structure.
   *
   * @return the bytes; -1 if that is known only where the program runs
   */
  public static long member(Reader expression) {
    if (expression.atEnd()) {
      return -1;
    }
    int operation = expression.u1();
    long offset;
    if (operation >= DW_OP_LIT0 && operation <= DW_OP_LIT31) {
      offset = (long) operation - DW_OP_LIT0;
    } else {
      offset =
          switch (operation) {
            case DW_OP_PLUS_UCONST, DW_OP_CONSTU -> expression.uleb();
            case DW_OP_CONST1U -> expression.u1();
            case DW_OP_CONST2U -> expression.u2();
            case DW_OP_CONST4U -> expression.u4();
            default -> -1;
          };
    }
    boolean added =
        operation == DW_OP_PLUS_UCONST || (!expression.atEnd() && expression.u1() == DW_OP_PLUS);
    return added && expression.atEnd() ? offset : -1;
  }
}
