package org.alfheim.link;

import static org.alfheim.link.ElfLayouts.WORD;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.alfheim.elf.SharedObject;

/**
 * The note with an image's build id ({@code NT_GNU_BUILD_ID}), by which profilers and crash
 * reporters that go through {@code dl_iterate_phdr} find its symbols.
 */
final class BuildIdNote {
  private static final int NT_GNU_BUILD_ID = 3;
  private static final int OWNER = 0x00554e47; // "GNU"

  /** Three words, and the owner's name. */
  private static final int HEADER = 16;

  static final BuildIdNote NONE = new BuildIdNote(new byte[0]);

  private final byte[] id;

  private BuildIdNote(byte[] id) {
    this.id = id;
  }

  static BuildIdNote of(SharedObject image) {
    return image.buildId().map(hex -> new BuildIdNote(HexFormat.of().parseHex(hex))).orElse(NONE);
  }

  /** The bytes of the note; 0 if the image has none. */
  long size() {
    return id.length == 0 ? 0 : HEADER + Carrier.alignUp(id.length, 4);
  }

  void writeTo(MemorySegment file, long offset) {
    if (id.length > 0) {
      file.set(WORD, offset, 4);
      file.set(WORD, offset + 4, id.length);
      file.set(WORD, offset + 8, NT_GNU_BUILD_ID);
      file.set(WORD, offset + 12, OWNER);
      MemorySegment.copy(MemorySegment.ofArray(id), 0, file, offset + HEADER, id.length);
    }
  }
}
