package org.alfheim.internal.amd64;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.alfheim.elf.Vaddr;

/**
 * The machine code that gives up what was made for an image when ld.so unloads it: a mapping and a
 * descriptor. Its source is {@code closing.s}.
 */
public final class ClosingCode {
  /** Three words: where the mapping begins, its size, the descriptor. */
  private static final int ENTRY = 24;

  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa4c8d05ddffffff498b38498b7008b80b0000000f05418b7810b80300\
              00000f05c3\
              """);

  private ClosingCode() {}

  /** The bytes of the data and the code. */
  public static int size() {
    return ENTRY + CODE.length;
  }

  /** Where the function begins, when this is where the data begins. */
  public static Vaddr entry(Vaddr data) {
    return data.plus(ENTRY);
  }

  /**
   * Writes data and code.
   *
   * @param file the carrier
   * @param offset where
   * @param start the address of the mapping
   * @param bytes its size
   * @param descriptor the descriptor
   */
  public static void writeTo(
      MemorySegment file, long offset, long start, long bytes, int descriptor) {
    ElfLayouts.write(file, offset, start, bytes, descriptor);
    MemorySegment.copy(MemorySegment.ofArray(CODE), 0, file, offset + ENTRY, CODE.length);
  }

  /** The code, as its source is assembled. */
  static byte[] bytes() {
    return CODE.clone();
  }
}
