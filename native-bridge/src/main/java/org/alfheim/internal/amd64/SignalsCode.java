package org.alfheim.internal.amd64;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The machine code of a signal's handler that calls several others, one after the other. Its source
 * is {@code signals.s}.
 */
public final class SignalsCode {
  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa535541544155415689fd4989f44989d5488b1dddffffff488b1b488b\
              034885c0741089ef4c89e64c89eaffd04883c308ebe8415e415d415c5d5bc3\
              """);

  private SignalsCode() {}

  /** How far behind the beginning of the bytes the handler begins. */
  public static int entry() {
    return Long.BYTES;
  }

  /**
   * The bytes of the data and the code.
   *
   * @param table the address of a word that has the address of the first handler; behind the last
   *     one is a word of zero
   */
  public static byte[] bytes(long table) {
    return ByteBuffer.allocate(entry() + CODE.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(table)
        .put(CODE)
        .array();
  }

  /** The code, as its source is assembled. */
  static byte[] bytes() {
    return CODE.clone();
  }
}
