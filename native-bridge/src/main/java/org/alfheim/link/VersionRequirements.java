package org.alfheim.link;

import static org.alfheim.link.ElfLayouts.HALF;
import static org.alfheim.link.ElfLayouts.WORD;

import java.lang.foreign.MemorySegment;
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
    List<VersionNeed.Version> needed =
        versions.needs().stream().flatMap(need -> need.versions().stream()).toList();
    if (needed.isEmpty()) {
      return new VersionRequirements(MemorySegment.NULL);
    }
    MemorySegment bytes = MemorySegment.ofArray(new byte[ENTRY * (1 + needed.size())]);
    bytes.set(HALF, 0, VER_NEED_CURRENT);
    bytes.set(HALF, 2, (short) needed.size());
    bytes.set(WORD, 4, Math.toIntExact(strings.applyAsLong(C_LIBRARY)));
    bytes.set(WORD, 8, ENTRY);
    long at = ENTRY;
    for (VersionNeed.Version version : needed) {
      bytes.set(WORD, at, version.hash());
      bytes.set(HALF, at + 4, VER_FLG_WEAK);
      bytes.set(HALF, at + 6, (short) version.index());
      bytes.set(WORD, at + 8, Math.toIntExact(strings.applyAsLong(version.name())));
      bytes.set(WORD, at + 12, at + ENTRY < bytes.byteSize() ? ENTRY : 0);
      at += ENTRY;
    }
    return new VersionRequirements(bytes);
  }

  boolean isEmpty() {
    return bytes.byteSize() == 0;
  }

  /** The table. */
  MemorySegment bytes() {
    return bytes;
  }
}
