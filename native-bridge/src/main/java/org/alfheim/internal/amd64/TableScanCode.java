package org.alfheim.internal.amd64;

import java.util.HexFormat;

/**
 * The machine code that goes through tables of an image: functions that read and add up. Its source
 * is {@code table-scan.s}.
 */
public final class TableScanCode {
  /** Where the function begins that goes through relocations. */
  public static final int RELOCATIONS = 0;

  /** Where the function begins that goes through symbols. */
  public static final int SYMBOLS = 0x5e;

  /** Where the function begins that goes through versions. */
  public static final int VERSIONS = 0x92;

  /** Where the function begins that goes through entries of an unwind table. */
  public static final int ENTRIES = 0xb5;

  /** Where the function begins that goes through indexes of symbols. */
  public static final int INDEXES = 0x10a;

  /** Where the function begins that goes through the chains of a GNU hash table. */
  public static final int RUNS = 0x13f;

  /** Where the function begins that goes through the chains of a hash table of the gABI. */
  public static final int CHAINS = 0x167;

  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa4531c04531c941ba010000004531db31c94939f0733848837f080875\
              1b488b074d85c074074c39c8440f46d14989c14883c71849ffc0ebd94c29c68b\
              470c4439d8440f47d84883c71848ffce75ed4c89024c8952084c895a10c3f30f\
              1efa4531c04531c9eb1b8b074439c0440f47c00fb64f0483e10f410fabc94883\
              c71848ffce4885f675e04c89024c894a08c3f30f1efa31c0eb150fb70f81e1ff\
              7f000039c10f47c14883c70248ffce4885f675e6c3f30f1efa31c04983e80848\
              39f073454c6354c7044901d24939ca72384d39c27733458b1a4183fb04722a41\
              83fbf073244f8d5c1afc4d39c3771a4d635a044d85db74114983c2044d29da4d\
              39ca750548ffc0ebb6c3f30f1efa4531c041b9ffffffffeb198b074439c0440f\
              47c0ffc84439c8440f42c84883c70448ffce4885f675e24c89024c894a08c3f3\
              0f1efa31c031c9eb1848ffc1f6070174094839c1480f47c131c94883c70448ff\
              ce4885f675e3c3f30f1efa4c8d0cb74531d24939f27327428b049749ffc24531\
              db85c074ed4839d0731a49ffc34d39c37712480fab01720c418b0481ebe3b801\
              000000c331c0c3\
              """);

  private TableScanCode() {}

  /** The code, as its source is assembled. */
  public static byte[] bytes() {
    return CODE.clone();
  }
}
