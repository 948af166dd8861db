package org.alfheim.plugin;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.FileParts;
import org.alfheim.elf.SharedObject;
import org.alfheim.process.FileName;
import org.alfheim.process.ProcessException;
import org.alfheim.process.SealedImage;

/**
 * An image that is to be opened.
 *
 * @param origin where it comes from
 * @param bytes where its bytes are to be had
 * @param options how
 */
record Source(Origin origin, Bytes bytes, OpenOptions options) {

  /** Where an image is to be had. */
  sealed interface Bytes {
    /** Copies what is needed of it. */
    SealedImage seal() throws IOException;

    /** Copies all of it, for as long as an arena is open. */
    MemorySegment whole(Arena arena) throws IOException;
  }

  /** An image in memory. */
  private record InMemory(String name, MemorySegment image) implements Bytes {
    @Override
    public SealedImage seal() {
      return SealedImage.of(name, image);
    }

    @Override
    public MemorySegment whole(Arena arena) {
      return MemorySegment.ofArray(image.toArray(ValueLayout.JAVA_BYTE)).asReadOnly();
    }
  }

  /** A file. */
  private record OfFile(String shown, Path real) implements Bytes {
    @Override
    public SealedImage seal() throws IOException {
      return sealFile(shown, real);
    }

    @Override
    public MemorySegment whole(Arena arena) throws IOException {
      return SealedImage.whole(real, arena);
    }
  }

  /**
   * Whether an image which goes by the same key is made of these bytes, as far as they are mapped
   * or read. Of a file it is the path that counts.
   */
  boolean isOf(SharedObject image) {
    return !(bytes instanceof InMemory(String _, MemorySegment given))
        || FileParts.same(image.bytes(), given);
  }

  /** The same image under another key, where the bytes of the first are others. */
  Source under(int number) {
    return new Source(origin.under(number), bytes, options);
  }

  static Source file(Path given, OpenOptions options) {
    String shown = FileName.shown(given);
    try {
      Path real = given.toRealPath();
      String name = String.valueOf(real.getFileName());
      Optional<Path> folder = Optional.ofNullable(given.toAbsolutePath().getParent());
      Origin origin = new Origin(shown, name, FileName.exact(real), Optional.of(real), folder);
      return new Source(origin, new OfFile(shown, real), options);
    } catch (NoSuchFileException e) {
      throw unreadable(shown, "no such file", e);
    } catch (IOException e) {
      throw unreadable(shown, Refusals.reason(e), e);
    }
  }

  private static SealedImage sealFile(String shown, Path real) throws IOException {
    BasicFileAttributes file = Files.readAttributes(real, BasicFileAttributes.class);
    if (file.isDirectory()) {
      throw unreadable(shown, "it is a directory, not a file", null);
    }
    if (!file.isRegularFile()) {
      throw unreadable(shown, "it is not a regular file", null);
    }
    if (file.size() == 0) {
      throw unreadable(shown, "the file is empty; only ELF64 supported", null);
    }
    return SealedImage.of(real, start -> SharedObject.checkStart(shown, start));
  }

  static Source memory(String displayName, byte[] image, OpenOptions options) {
    if (image.length == 0) {
      throw unreadable(displayName, "the image is empty; only ELF64 supported", null);
    }
    String name = displayName.substring(displayName.lastIndexOf('/') + 1);
    StringBuilder key =
        new StringBuilder(displayName).append(Origin.FINGERPRINT).append(Fingerprint.of(image));
    /* Crash reports call an image by what comes after the last slash of its name. */
    options.loaded().forEach(needed -> key.append('+').append(needed.location().replace('/', '|')));
    options
        .folder()
        .ifPresent(folder -> key.append('@').append(FileName.exact(folder).replace('/', '|')));
    Origin origin =
        new Origin(
            displayName,
            name,
            key.toString(),
            Optional.empty(),
            options.folder().filter(FileName::isUtf8));
    return memory(origin, image, options);
  }

  static Source memory(Origin origin, byte[] image, OpenOptions options) {
    return new Source(
        origin, new InMemory(origin.name(), MemorySegment.ofArray(image).asReadOnly()), options);
  }

  SealedImage seal() {
    String name = origin.displayName();
    try {
      return bytes.seal();
    } catch (ProcessException | ElfException e) {
      throw Refusals.translate(origin, e);
    } catch (IOException e) {
      throw unreadable(name, Refusals.reason(e), e);
    }
  }

  private static InvalidImageException unreadable(String name, String problem, IOException cause) {
    return new InvalidImageException(name, "file", -1, name + ": " + problem, cause);
  }
}
