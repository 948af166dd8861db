package org.alfheim.internal.amd64;

import java.util.HexFormat;

/**
 * The machine code that calls Java before a function of C, and then jumps to the function with the
 * caller's own return address. Before it lie seven words of data: Java, the function, dlclose, the
 * address of its name, where the state is, a name that nothing has, whether the name is the second
 * argument. Its source is {@code filter.s}.
 */
public final class FilterCode {
  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa488b05ddffffff488338017559575652514150488b4c24284c8b05bd\
              ffffffff159fffffff4158595a5e5f4883f80274127235488b38488b7008488b\
              40104885c07506ff2583ffffff50ff157cffffff4887042448833c2400740948\
              89c7ff1570ffffff58c377db48833d84ffffff007509488b3d73ffffffebc848\
              8b356affffffebbff30f1efa488b4708488907c3\
              """);

  private FilterCode() {}

  /** The code, as its source is assembled. */
  public static byte[] bytes() {
    return CODE.clone();
  }
}
