package org.alfheim.internal.admission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.alfheim.elf.FileParts;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.objects.ObjectFile;

/**
 * All bytes of an image, for whoever judges it. What an open keeps of an image is what is mapped or
 * read of it: the whole is read once more for whoever asks, and compared with what is kept. So what
 * is judged is what is mapped, and nobody pays for it who does not ask.
 */
final class Content implements AutoCloseable {
  private final SharedObject image;
  private final WholeImage source;
  private boolean closed;
  private Arena arena;
  private MemorySegment whole;

  private Content(SharedObject image, WholeImage source) {
    this.image = image;
    this.source = source;
  }

  /**
   * The content of an image of which only a part may be kept.
   *
   * @param source where the image comes from
   */
  static Content of(SharedObject image, WholeImage source) {
    return new Content(image, source);
  }

  /** The content of an image whose bytes are all there. */
  static Content of(SharedObject image) {
    Content content = new Content(image, null);
    content.whole = image.bytes();
    return content;
  }

  /**
   * The bytes, read-only; they can't be read any more when this is closed.
   *
   * @throws IllegalStateException if the image's source is not what it was when the image was
   *     copied, or this is closed and the bytes are not all there
   * @throws UncheckedIOException if it can't be read
   */
  MemorySegment bytes() {
    if (whole == null) {
      whole = FileParts.complete(image.bytes()) ? image.bytes() : readAgain();
    }
    return whole;
  }

  /** What the image is linked of; none of a shared object. */
  List<ObjectFile> objects() {
    return source == null ? List.of() : source.objects();
  }

  private MemorySegment readAgain() {
    if (closed) {
      throw new IllegalStateException("the admission that was asked about it has answered");
    }
    arena = Arena.ofShared();
    try {
      MemorySegment again = source.whole(arena);
      if (!FileParts.same(image.bytes(), again)) {
        throw new IllegalStateException("it has changed since it was read");
      }
      return again;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    if (arena != null) {
      arena.close();
    }
  }
}
