package org.alfheim.internal.amd64;

import java.util.HexFormat;

/**
 * The machine code that calls a function which returns two words in registers, and puts them into
 * memory. Its source is {@code pair.s}.
 */
public final class PairCode {
  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa534c89cb41ffd048890348895308f20f114310f20f114b185bc3\
              """);

  private PairCode() {}

  /** The code, as its source is assembled. */
  public static byte[] bytes() {
    return CODE.clone();
  }
}
