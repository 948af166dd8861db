package org.alfheim.internal.process.map;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.alfheim.elf.FilePart;
import org.alfheim.elf.FileParts;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.libc.ZeroedMemory;

/**
 * Puts what is needed of an image into an empty file, at the places that it has in the image; the
 * rest of the file is holes.
 *
 * <p>What is needed follows from the image's first bytes and its program headers. Those are read
 * once: what was looked at is what the copy has, whatever happens to the image meanwhile.
 */
abstract sealed class ImageCopy {
  private final long size;

  private ImageCopy(long size) {
    this.size = size;
  }

  /** The bytes of the image, and of the copy with its holes. */
  final long size() {
    return size;
  }

  /**
   * Copies what is needed.
   *
   * @param to the descriptor of an empty file
   * @throws IOException if the image can't be read, or becomes shorter meanwhile
   * @throws ProcessException if there is no room
   */
  final void copyTo(int to) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment head = read(arena, new FilePart(0, Math.min(FileParts.HEAD, size)));
      FilePart place = FileParts.programHeaders(head, size);
      boolean within = place.end() <= head.byteSize();
      MemorySegment table =
          within ? head.asSlice(place.offset(), place.size()) : read(arena, place);
      List<FilePart> parts = FileParts.of(head, table, size);
      if (parts.getFirst().size() == size) {
        copyAllTo(to);
        return;
      }
      for (FilePart part : parts) {
        copy(part, to);
      }
      CLibrary.writeAt(to, head, 0);
      if (!within) {
        CLibrary.writeAt(to, table, place.offset());
      }
      CLibrary.truncate(to, size);
      checkSize();
    }
  }

  /** Copies all of it. */
  final void copyAllTo(int to) throws IOException {
    copy(new FilePart(0, size), to);
  }

  /** Reads a part of the image into native memory. */
  abstract MemorySegment read(Arena arena, FilePart part) throws IOException;

  /** Copies all of the image to memory. */
  abstract void readTo(MemorySegment memory) throws IOException;

  /** Copies a part of the image to its place in a file. */
  abstract void copy(FilePart part, int to) throws IOException;

  /** Looks whether the image is still as long as it was, where its end has not been read. */
  abstract void checkSize() throws IOException;

  /** A file. */
  static final class OfFile extends ImageCopy {
    private final int from;

    /**
     * A file.
     *
     * @param from its descriptor
     * @param size its bytes
     */
    OfFile(int from, long size) {
      super(size);
      this.from = from;
    }

    @Override
    MemorySegment read(Arena arena, FilePart part) throws IOException {
      MemorySegment read = CLibrary.read(from, arena.allocate(part.size()), part.offset());
      if (read.byteSize() < part.size()) {
        throw shorter(part.offset() + read.byteSize());
      }
      return read;
    }

    @Override
    void readTo(MemorySegment memory) throws IOException {
      long read = CLibrary.read(from, memory, 0).byteSize();
      if (read < memory.byteSize()) {
        throw shorter(read);
      }
    }

    @Override
    void copy(FilePart part, int to) throws IOException {
      long copied = CLibrary.copy(from, to, part.offset(), part.size());
      if (copied < part.size()) {
        throw shorter(part.offset() + copied);
      }
    }

    @Override
    void checkSize() throws IOException {
      long now = CLibrary.status(from).size();
      if (now < size()) {
        throw shorter(now);
      }
    }

    private IOException shorter(long now) {
      return new IOException(
          "the file became shorter while it was read, from "
              + size()
              + " bytes to "
              + now
              + "; open it when it is complete");
    }
  }

  /** Memory, of the Java heap or not. */
  static final class OfMemory extends ImageCopy {
    private static final long CHUNK = 1 << 18;

    private final MemorySegment bytes;

    OfMemory(MemorySegment bytes) {
      super(bytes.byteSize());
      this.bytes = bytes;
    }

    @Override
    MemorySegment read(Arena arena, FilePart part) {
      return arena.allocate(part.size()).copyFrom(bytes.asSlice(part.offset(), part.size()));
    }

    @Override
    void readTo(MemorySegment memory) {
      MemorySegment.copy(bytes, 0, memory, 0, memory.byteSize());
    }

    @Override
    void copy(FilePart part, int to) {
      try (ZeroedMemory memory = new ZeroedMemory(Math.min(CHUNK, part.size()))) {
        for (long done = 0; done < part.size(); done += CHUNK) {
          long length = Math.min(CHUNK, part.size() - done);
          MemorySegment chunk = memory.segment().asSlice(0, length);
          MemorySegment.copy(bytes, part.offset() + done, chunk, 0, length);
          CLibrary.writeAt(to, chunk, part.offset() + done);
        }
      }
    }

    @Override
    void checkSize() {
      /* It does not change. */
    }
  }
}
