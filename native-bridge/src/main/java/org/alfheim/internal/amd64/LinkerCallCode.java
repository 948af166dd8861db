package org.alfheim.internal.amd64;

import java.util.HexFormat;

/**
 * The machine code that calls a function of ld.so and takes what {@code dlerror} says of it. Its
 * source is {@code linker-call.s}.
 */
public final class LinkerCallCode {
  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa535541544889fb488b7b08488b7310488b5318ff134889c5488b7b30\
              ff53284989c4ff53204885c074064889c7ff5338488943404c89e7ff53284889\
              e8415c5d5bc3\
              """);

  private LinkerCallCode() {}

  /** The code, as its source is assembled. */
  public static byte[] bytes() {
    return CODE.clone();
  }
}
