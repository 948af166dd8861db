package org.alfheim.internal.carrier;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.amd64.ElfLayouts;

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
    Optional<String> hex = image.buildId();
    return hex.isPresent() ? new BuildIdNote(HexFormat.of().parseHex(hex.get())) : NONE;
  }

  /** The bytes of the note; 0 if the image has none. */
  long size() {
    return id.length == 0 ? 0 : HEADER + Carrier.alignUp(id.length, 4);
  }

  void writeTo(MemorySegment file, long offset) {
    if (id.length > 0) {
      ByteBuffer note = ElfLayouts.buffer(file, offset, HEADER + (long) id.length);
      note.putInt(4).putInt(id.length).putInt(NT_GNU_BUILD_ID).putInt(OWNER).put(id);
    }
  }
}
