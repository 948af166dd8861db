package org.alfheim.internal.open;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.alfheim.elf.FileParts;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.map.SealedImage;
import org.alfheim.plugin.spi.PluginSource;

/**
 * An image that a stream has brought. What it is known by follows from its content, so it is read
 * before anybody looks whether it is open already; it lies then where it will stay.
 */
final class StreamedImage implements Source.Bytes {
  private final PluginSource.OfStream source;
  private final SealedImage sealed;
  private boolean taken;

  private StreamedImage(PluginSource.OfStream source, SealedImage sealed) {
    this.source = source;
    this.sealed = sealed;
  }

  /**
   * Reads an image.
   *
   * @param name what its memory is called
   * @param fingerprint becomes that of the image
   * @param start what is asked of its first bytes
   * @throws IOException if the stream fails, or is shorter or longer than was told
   */
  static StreamedImage read(
      PluginSource.OfStream source, String name, Fingerprint fingerprint, SealedImage.Check start)
      throws IOException {
    SealedImage sealed;
    InputStream content = source.content().open();
    try {
      sealed = SealedImage.of(name, fingerprint.taking(content), source.size(), start);
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, content);
      throw e;
    }
    try {
      content.close();
      return new StreamedImage(source, sealed);
    } catch (IOException | RuntimeException | Error e) {
      sealed.discard();
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, InputStream content) {
    try {
      content.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** How many bytes have come. */
  long size() {
    return sealed.bytes().byteSize();
  }

  /** Whether an image is made of the same bytes. */
  boolean isThatOf(SharedObject image) {
    return FileParts.same(image.bytes(), sealed.bytes());
  }

  /** Hands the bytes over, once; whoever has them discards them. */
  @Override
  public SealedImage seal() {
    taken = true;
    return sealed;
  }

  @Override
  public MemorySegment whole(Arena arena) throws IOException {
    try (InputStream content = source.content().open()) {
      return SealedImage.whole(source.name(), content, source.size(), arena);
    }
  }

  /** Gives the bytes up, unless somebody has taken them. */
  void discard() {
    if (!taken) {
      taken = true;
      sealed.discard();
    }
  }
}
