package org.alfheim.internal.process.map;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.alfheim.elf.FilePart;
import org.alfheim.elf.FileParts;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.libc.ZeroedMemory;

/**
 * An image that comes in one go, from its first byte to its last.
 *
 * <p>It goes to its file through a piece of memory that stays in the processor's cache. To have the
 * file mapped and written there would take a page fault for each page, and the kernel would clear
 * what is about to be written.
 */
final class ImageStream {
  /** How many bytes are looked at before it is decided what becomes of the image. */
  static final int START = 1 << 16;

  private final InputStream content;
  private final long told;
  private final long most;

  /** What has come last; the image's first bytes, to begin with. */
  private final byte[] buffer;

  private int start;

  /**
   * An image of which nothing has been read.
   *
   * @param content its bytes
   * @param told how many come; negative if that is not known
   * @param most how many may come where it is not known
   */
  ImageStream(InputStream content, long told, long most) {
    this.content = content;
    this.told = told;
    this.most = told < 0 ? most : told;
    this.buffer = new byte[(int) Math.min(START, this.most) + 1];
  }

  /**
   * Reads the first bytes.
   *
   * @return whether they are all that come
   * @throws IOException if the stream fails, or what has come is not what was told
   */
  boolean startIsAll() throws IOException {
    start = content.readNBytes(buffer, 0, buffer.length);
    if (start <= START) {
      checkEnd(start);
      return true;
    }
    return false;
  }

  /** The first bytes, at most one more than {@link #START}; until they are copied. */
  MemorySegment start() {
    return MemorySegment.ofArray(buffer).asSlice(0, start).asReadOnly();
  }

  /**
   * Reads the rest, and puts what is needed of all of it into an empty file; the rest of the file
   * is holes.
   *
   * @param to the file's descriptor
   * @return the image's bytes
   * @throws IOException if the stream fails, or is shorter or longer than it was told
   * @throws ProcessException if there is no room
   */
  long copyTo(int to) throws IOException {
    return copy(to, parts());
  }

  /** The same with all of it. */
  long copyAllTo(int to) throws IOException {
    return copy(to, all());
  }

  private long copy(int to, List<FilePart> parts) throws IOException {
    try (ZeroedMemory chunk = new ZeroedMemory(buffer.length)) {
      long size = 0;
      int count = start;
      while (count > 0) {
        for (FilePart part : parts) {
          write(part, size, count, chunk.segment(), to);
        }
        size += count;
        int wanted = (int) Math.min(buffer.length, most + 1 - size);
        count = content.readNBytes(buffer, 0, wanted);
        checkMore(size + count);
      }
      checkEnd(size);
      CLibrary.truncate(to, size);
      return size;
    }
  }

  /** Writes what has come of a part. */
  private void write(FilePart part, long offset, int count, MemorySegment chunk, int to) {
    long from = Math.max(part.offset(), offset);
    long end = Math.min(part.end(), offset + count);
    if (from < end) {
      int length = (int) (end - from);
      MemorySegment.copy(buffer, (int) (from - offset), chunk, ValueLayout.JAVA_BYTE, 0, length);
      CLibrary.writeAt(to, chunk.asSlice(0, length), from);
    }
  }

  /** What is needed, where the first bytes tell. */
  private List<FilePart> parts() {
    if (told < 0) {
      return all();
    }
    MemorySegment head = start().asSlice(0, Math.min(FileParts.HEAD, start));
    FilePart table = FileParts.programHeaders(head, told);
    return table.end() <= start
        ? FileParts.of(head, start().asSlice(table.offset(), table.size()), told)
        : all();
  }

  private List<FilePart> all() {
    return List.of(new FilePart(0, most));
  }

  private void checkMore(long size) throws IOException {
    if (size > most) {
      throw new IOException(
          told < 0
              ? "the stream goes on after " + most + " bytes, and its size was not told; tell it"
              : "the stream goes on after the "
                  + told
                  + " bytes that it was to have; get it whole");
    }
  }

  private void checkEnd(long size) throws IOException {
    checkMore(size);
    if (size < told) {
      throw new IOException(
          "the stream ends after " + size + " of " + told + " bytes; get it whole");
    }
    if (size == 0) {
      throw new IOException("the image is empty; only ELF64 supported");
    }
  }
}
