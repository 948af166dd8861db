package org.alfheim.internal.amd64;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The machine code that calls a function and says in one register whether it failed, and what
 * {@code errno} is then. Its source is {@code errno.s}.
 */
public final class ErrnoCode {
  /** Where the entry is for an int that is less than 0 if the function has failed. */
  public static final int NEGATIVE_INT = 32;

  /** The same for an int that is 0 then. */
  public static final int ZERO_INT = 64;

  /** The same for an int that is anything but 0 then. */
  public static final int NON_ZERO_INT = 96;

  /** The same for a long or a pointer that is less than 0 then. */
  public static final int NEGATIVE_LONG = 128;

  /** The same for a long or a pointer that is anything but 0 then. */
  public static final int NON_ZERO_LONG = 160;

  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              000000000000000066662e0f1f84000000000066662e0f1f8400000000006690\
              f30f1efa4883ec0841ffd185c00f888d00000089c04883c408c3660f1f440000\
              f30f1efa4883ec0841ffd189c085c0746f4883c408c3662e0f1f840000000000\
              f30f1efa4883ec0841ffd189c085c0754f4883c408c3662e0f1f840000000000\
              f30f1efa4883ec0841ffd14885c078304883c408c366662e0f1f840000000000\
              f30f1efa4883ec0841ffd14885c075104883c408c366662e0f1f840000000000\
              ff153affffff8b00480fbae83f4883c408c3\
              """);

  private ErrnoCode() {}

  /**
   * The code, as its source is assembled, and what it calls.
   *
   * @param location the address of {@code __errno_location}
   */
  public static byte[] bytes(long location) {
    byte[] code = CODE.clone();
    ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).putLong(0, location);
    return code;
  }
}
