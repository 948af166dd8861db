package org.alfheim.internal.amd64;

import java.util.HexFormat;

/**
 * The machine code that a call of a missing function ends in: it writes what was missing and who
 * has called, and ends the process. Its source is {@code undefined.s}.
 */
public final class UndefinedCallCode {
  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa488d15c5ffffff488d0d06010000488b4218eb17486371104801d648\
              833e00750348890e4883c11848ffc84885c075e4c35b488b2c244c8d258fffff\
              ff4881eca00000004531ed498b7c24204c01e7e890000000498d3c1ce8870000\
              00488d3da1000000e87b0000004889e84c29e049030424493b4424087217493b\
              44241073104889c5498b7c24284c01e7e853000000488dbc249c00000066c707\
              0a0089e883e00f3c0a72020427043048ffcf880748c1ed0475e84883ef0266c7\
              073078e820000000bf020000004889e64489eab8140000000f05bf7f000000b8\
              e70000000f050f0b31c0803c0700740548ffc0ebf54489e9c1e10448897c0c08\
              4889440c1041ffc5c32c2063616c6c65642066726f6d2000\
              """);

  private UndefinedCallCode() {}

  /** The code, as its source is assembled. */
  public static byte[] bytes() {
    return CODE.clone();
  }
}
