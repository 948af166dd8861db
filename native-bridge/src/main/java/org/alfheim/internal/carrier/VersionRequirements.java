package org.alfheim.internal.carrier;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.alfheim.elf.VersionNeed;
import org.alfheim.elf.Versions;

/**
 * The versions that an image needs, as its carrier has them (LSB, "Symbol Version Requirements").
 *
 * <p>ld.so ends the process where the library that a version is needed of is not there, or has no
 * versions any more. So all versions are needed of the C library, which has neither fault, and may
 * be missing there: a symbol of a version is then looked for in every library, and taken from one
 * without versions too. A version that nobody has makes its symbols undefined.
 */
final class VersionRequirements {
  private static final String C_LIBRARY = "libc.so.6";

  /** Bytes of a {@code Verneed}, and of a {@code Vernaux}. */
  private static final int ENTRY = 16;

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
   * @param strings puts a string in the carrier's string table and gives its offset there
   */
  static VersionRequirements of(Versions versions, ToLongFunction<String> strings) {
    List<VersionNeed.Version> needed = new ArrayList<>();
    for (VersionNeed need : versions.needs()) {
      needed.addAll(need.versions());
    }
    if (needed.isEmpty()) {
      return new VersionRequirements(MemorySegment.NULL);
    }
    byte[] bytes = new byte[ENTRY * (1 + needed.size())];
    ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    table.putShort(VER_NEED_CURRENT);
    table.putShort((short) needed.size());
    table.putInt(Math.toIntExact(strings.applyAsLong(C_LIBRARY)));
    table.putInt(ENTRY);
    table.position(ENTRY);
    for (VersionNeed.Version version : needed) {
      table.putInt(version.hash());
      table.putShort(VER_FLG_WEAK);
      table.putShort((short) version.index());
      table.putInt(Math.toIntExact(strings.applyAsLong(version.name())));
      table.putInt(table.remaining() > Integer.BYTES ? ENTRY : 0);
    }
    return new VersionRequirements(MemorySegment.ofArray(bytes));
  }

  boolean isEmpty() {
    return bytes.byteSize() == 0;
  }

  /** The table. */
  MemorySegment bytes() {
    return bytes;
  }
}
