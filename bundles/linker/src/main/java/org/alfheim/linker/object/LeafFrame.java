package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * What unwinding needs of code that never moves the stack pointer: the caller's frame begins right
 * above the return address, wherever in that code a thread is (LSB 10.6.1, DWARF 4, 6.4).
 */
public final class LeafFrame {
  /** The bytes of the CIE. */
  public static final int CIE = 24;

  /** Where in its FDE R_X86_64_PC32 says where the code begins. */
  public static final int PC_BEGIN = 8;

  private static final int PC_RANGE = 12;

  /**
   * Version 1, "zR", factors 1 and -8, return address 16, addresses as DW_EH_PE_pcrel |
   * DW_EH_PE_sdata4: DW_CFA_def_cfa rsp 8, DW_CFA_offset rip 1. Compilers write the same.
   */
  private static final String COMMON =
      "14000000 00000000 01 7a5200 01 78 10 01 1b 0c0708 9001 0000";

  /** Adds nothing to that. */
  private static final String FUNCTION = "14000000 00000000 00000000 00000000 00 00000000000000";

  private LeafFrame() {}

  /** The CIE. */
  public static byte[] common() {
    return bytes(COMMON);
  }

  /**
   * An FDE.
   *
   * @param cie how far before it the CIE begins
   * @param length the bytes of the code
   */
  public static byte[] function(int cie, int length) {
    byte[] function = bytes(FUNCTION);
    ByteBuffer.wrap(function)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, cie + 4)
        .putInt(PC_RANGE, length);
    return function;
  }

  private static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
  }
}
