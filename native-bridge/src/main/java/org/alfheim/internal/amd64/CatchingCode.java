package org.alfheim.internal.amd64;

import java.util.HexFormat;

/**
 * The machine code that calls a function and takes what it throws, and the personality routine
 * (Itanium C++ ABI) by which the unwinder finds that out. It begins with the addresses of two
 * functions of the unwinder. Its source is {@code catching.s}.
 */
public final class CatchingCode {
  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              00000000000000000000000000000000f30f1efa534889f84889f74889d64889\
              caffd031c05bc35bc3f30f1efa40f6c6017406b806000000c340f6c604742953\
              4c89c34c89c731f64889caff15afffffff4889df488d35ccffffffff15a7ffff\
              ff5bb807000000c3b808000000c3\
              """);

  private CatchingCode() {}

  /** The code, as its source is assembled. */
  public static byte[] bytes() {
    return CODE.clone();
  }
}
