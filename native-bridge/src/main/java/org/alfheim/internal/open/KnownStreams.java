package org.alfheim.internal.open;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.elf.FilePart;
import org.alfheim.elf.FileParts;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.spi.PluginSource;

/**
 * Plugins that streams have brought. A bundle that is started again brings what it brought before:
 * that is compared with what is open while it comes, and takes no memory.
 */
final class KnownStreams {
  private static final int PIECE = 1 << 16;

  private final Map<String, OpenedPlugin> byName = new ConcurrentHashMap<>();

  /** None yet. */
  KnownStreams() {}

  /** Remembers what a stream has brought last under a name. */
  void found(String name, OpenedPlugin plugin) {
    byName.put(name, plugin);
  }

  /**
   * The plugin that a stream brings, if it is the one that it brought last. Where it fails, it is
   * not; it will be read again, and then it will be told.
   */
  Optional<OpenedPlugin> find(PluginSource.OfStream stream, OpenOptions options) {
    OpenedPlugin known = byName.get(stream.name());
    if (known == null || known.elf().bytes().byteSize() != stream.size()) {
      return Optional.empty();
    }
    Fingerprint fingerprint = new Fingerprint();
    try (InputStream content = stream.content().open()) {
      if (!brings(fingerprint.taking(content), known.elf().bytes())) {
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    String key = Source.key(stream.name(), fingerprint.after(stream.size()), options);
    return key.equals(known.location()) ? Optional.of(known) : Optional.empty();
  }

  /** Whether what comes is an image, as far as that is held, and nothing else. */
  private static boolean brings(InputStream content, MemorySegment image) throws IOException {
    List<FilePart> parts = FileParts.of(image);
    byte[] piece = new byte[(int) Math.min(PIECE, image.byteSize() + 1)];
    MemorySegment come = MemorySegment.ofArray(piece);
    long size = 0;
    int count = content.readNBytes(piece, 0, piece.length);
    while (count > 0 && count <= image.byteSize() - size) {
      for (FilePart part : parts) {
        long from = Math.max(part.offset(), size);
        long to = Math.min(part.end(), size + count);
        if (from < to
            && MemorySegment.mismatch(come, from - size, to - size, image, from, to) >= 0) {
          return false;
        }
      }
      size += count;
      count = content.readNBytes(piece, 0, piece.length);
    }
    return count == 0 && size == image.byteSize();
  }
}
