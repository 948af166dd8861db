package org.alfheim.internal.amd64;

import java.util.HexFormat;

/**
 * The machine code that calls a function which returns two words in registers, and puts the second
 * into memory. Its source is {@code pair.s}.
 */
public final class PairCode {
  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa534c89cb41ffd04889135bc3cccccccccccccccccccccccccccccccc\
              f30f1efa534c89cb41ffd0f20f110b5bc3cccccccccccccccccccccccccccccc\
              f30f1efa534c89cb41ffd0f20f11035bc3cccccccccccccccccccccccccccccc\
              f30f1efa534c89cb41ffd04889035bc3\
              """);

  private PairCode() {}

  /** Which register has the second word; there is an entry for each. */
  public enum Second {
    /** Of two integers. */
    RDX(0),
    /** Of two floating-point words. */
    XMM1(32),
    /** A floating-point word behind an integer. */
    XMM0(64),
    /** An integer behind a floating-point word. */
    RAX(96);

    private final long entry;

    Second(long entry) {
      this.entry = entry;
    }

    /** Where its entry is, in bytes from the beginning of the code. */
    public long entry() {
      return entry;
    }
  }

  /** The code, as its source is assembled. */
  public static byte[] bytes() {
    return CODE.clone();
  }
}
