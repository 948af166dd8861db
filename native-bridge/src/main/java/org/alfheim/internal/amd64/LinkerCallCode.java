package org.alfheim.internal.amd64;

import java.util.HexFormat;

/**
 * The machine code that calls a function of ld.so and takes what {@code dlerror} says of it, and
 * that which looks at the objects that ld.so has loaded. Its source is {@code linker-call.s}.
 */
public final class LinkerCallCode {
  /** Where the function begins that {@code dl_iterate_phdr} is given. */
  public static final int OBJECT = 0x46;

  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa535541544889fb488b7b08488b7310488b5318ff134889c5488b7b30\
              ff53284989c4ff53204885c074064889c7ff5338488943404c89e7ff53284889\
              e8415c5d5bc3f30f1efa488b472048894210488b472848894218488b4a08483b\
              0a7342440fb74718488b771031c0eb2148c1c007448b0e4c31c848c1c0074833\
              461048c1c007483346284883c63841ffc84585c075da488944ca2048ffc14889\
              4a0831c0c3b801000000c3\
              """);

  private LinkerCallCode() {}

  /** The code, as its source is assembled. */
  public static byte[] bytes() {
    return CODE.clone();
  }
}
