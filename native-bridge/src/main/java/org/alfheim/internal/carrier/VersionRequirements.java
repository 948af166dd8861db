package org.alfheim.internal.carrier;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.alfheim.elf.Versions;
import org.alfheim.internal.amd64.ElfLayouts;

/**
 * The versions that an image needs, as its carrier has them (LSB, "Symbol Version Requirements").
 *
 * <p>ld.so ends the process where the library that a version is needed of is not there, or has no
 * versions any more. So all versions are needed of the C library, which has neither fault, and may
 * be missing there: a symbol of a version is then looked for in every library, and taken from one
 * without versions too. A version that nobody has makes its symbols undefined.
 */
final class VersionRequirements {
  /** Bytes of a {@code Verneed}, and of a {@code Vernaux}. */
  private static final int ENTRY = 16;

  // Where the fields lie.
  private static final int VN_CNT = 2;
  private static final int VN_AUX = 8;
  private static final int VN_NEXT = 12;
  private static final int VNA_OTHER = 6;
  private static final int VNA_NAME = 8;
  private static final int VNA_NEXT = 12;

  /** Of {@code vna_other}: the index, without the hidden bit. */
  private static final int INDEX = 0x7fff;

  private static final short VER_NEED_CURRENT = 1;
  private static final short VER_FLG_WEAK = 2;

  private final MemorySegment bytes;

  private VersionRequirements(MemorySegment bytes) {
    this.bytes = bytes;
  }

  /**
   * One {@code Verneed} with all the versions.
   *
   * @param versions the image's versions
   * @param library where the carrier's string table has the name of the C library
   */
  static VersionRequirements of(Versions versions, long library) {
    int count = count(versions);
    if (count == 0) {
      return new VersionRequirements(MemorySegment.NULL);
    }
    byte[] bytes = new byte[ENTRY * (1 + count)];
    ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    table.putShort(VER_NEED_CURRENT);
    table.putShort((short) count);
    table.putInt(Math.toIntExact(library));
    table.putInt(ENTRY);
    table.position(ENTRY);
    ByteBuffer original = original(versions);
    int need = 0;
    for (int i = 0; i < versions.verneedCount(); i++) {
      int entry = need + original.getInt(need + VN_AUX);
      for (int j = original.getShort(need + VN_CNT) & 0xffff; j > 0; j--) {
        table.putInt(original.getInt(entry));
        table.putShort(VER_FLG_WEAK);
        table.putShort((short) (original.getShort(entry + VNA_OTHER) & INDEX));
        /* The carrier's strings begin with the image's. */
        table.putInt(original.getInt(entry + VNA_NAME));
        table.putInt(table.remaining() > Integer.BYTES ? ENTRY : 0);
        entry += original.getInt(entry + VNA_NEXT);
      }
      need += original.getInt(need + VN_NEXT);
    }
    return new VersionRequirements(MemorySegment.ofArray(bytes));
  }

  private static ByteBuffer original(Versions versions) {
    MemorySegment table = versions.verneedBytes();
    return ElfLayouts.buffer(table, 0, table.byteSize());
  }

  private static int count(Versions versions) {
    ByteBuffer original = original(versions);
    int count = 0;
    int need = 0;
    for (int i = 0; i < versions.verneedCount(); i++) {
      count += original.getShort(need + VN_CNT) & 0xffff;
      need += original.getInt(need + VN_NEXT);
    }
    return count;
  }

  boolean isEmpty() {
    return bytes.byteSize() == 0;
  }

  /** The table. */
  MemorySegment bytes() {
    return bytes;
  }
}
