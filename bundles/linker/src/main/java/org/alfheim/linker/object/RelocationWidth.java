package org.alfheim.linker.object;

/** How many bytes a relocation writes (x86-64 psABI, table 4.9). */
public final class RelocationWidth {
  private RelocationWidth() {}

  /**
   * The bytes of the field that a relocation of a type writes.
   *
   * @param type the number in r_info
   * @return 0, 1, 2, 4 or 8; 0 for a type that writes nothing, or that is not known
   */
  public static int of(int type) {
    return switch (type) {
      case 14, 15 -> 1;
      case 12, 13 -> 2;
      case 1, 17, 18, 24, 25, 27, 28, 29, 30, 31, 33 -> 8;
      case 2,
          3,
          4,
          9,
          10,
          11,
          19,
          20,
          21,
          22,
          23,
          26,
          32,
          34,
          41,
          42,
          43,
          44,
          45,
          46,
          47,
          48,
          49,
          50,
          51 ->
          4;
      default -> 0;
    };
  }
}
