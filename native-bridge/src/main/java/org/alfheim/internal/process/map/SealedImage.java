package org.alfheim.internal.process.map;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.FileStatus;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.plugin.admission.SystemFolders;

/**
 * An image's bytes where nobody can change them any more.
 *
 * <p>Whatever happens to the file that it came from (a truncated file is a SIGBUS for whoever has
 * it mapped), what was checked is what is mapped: a copy in a sealed memory file. That needs no
 * file system, so it works where every writable one is mounted noexec.
 *
 * <p>What is read of a small image lies in the C library's heap besides: it takes less memory there
 * than a mapping of its own, and the pages of it.
 *
 * <p>The copy holds what is read or mapped of the image ({@link org.alfheim.elf.FileParts}); the
 * rest of it, such as debug information, is holes, which take no memory as long as nobody reads
 * there.
 *
 * <p>The system's own libraries are not copied. Only the superuser can change them, and the package
 * manager, which governs their folders, replaces a file and does not write to it: every process has
 * its C library mapped on that understanding.
 */
public final class SealedImage {
  /** Up to this size it is no use to look at a file before it is copied. */
  private static final long QUICKLY_COPIED = 1 << 20;

  /** Up to this size an image is read from memory of the C library's. */
  private static final long SMALL = ImageStream.START;

  /** What of a stream is not believed to be an image any more, unless its size is told. */
  private static final long MOST_UNTOLD = Integer.MAX_VALUE;

  private final int descriptor;
  private final Address start;
  private final long size;
  private final long held;

  /** Whether the bytes are read from a mapping of the file, and not from the heap. */
  private final boolean mapped;

  private SealedImage(int descriptor, Address start, long size, long held, boolean mapped) {
    this.descriptor = descriptor;
    this.start = start;
    this.size = size;
    this.held = held;
    this.mapped = mapped;
  }

  /** Looks at the first bytes of a file, and throws what it likes where they are not right. */
  @FunctionalInterface
  public interface Check {
    /**
     * Checks the beginning of a file before the rest of it is read.
     *
     * @param start its first bytes
     */
    void check(MemorySegment start);
  }

  /**
   * Takes a file: as it is if it is one of the system's libraries, otherwise a copy.
   *
   * @param file the real path of a regular file that is not empty
   * @param check what is asked of the first {@link SharedObject#HEADER} bytes of one that takes
   *     time to copy
   * @return the image's bytes
   * @throws IOException if the file can't be opened or read, or becomes shorter meanwhile
   * @throws ProcessException if the process is out of descriptors or memory
   */
  public static SealedImage of(Path file, Check check) throws IOException {
    int from = CLibrary.openFile(file);
    boolean taken = false;
    try {
      FileStatus status = CLibrary.status(from);
      if (status.unchanging() && SystemFolders.contain(file)) {
        SealedImage image = mapped(from, status.size(), 0);
        taken = true;
        return image;
      }
      if (status.size() > QUICKLY_COPIED) {
        try (Arena arena = Arena.ofConfined()) {
          check.check(CLibrary.read(from, arena.allocate(SharedObject.HEADER), 0).asReadOnly());
        }
      }
      return copy(name(file), new ImageCopy.OfFile(from, status.size()));
    } finally {
      if (!taken) {
        CLibrary.close(from);
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Copies memory.
   *
   * @param name a name, shown in {@code /proc/PID/maps}
   * @param bytes the image, at least one byte; whoever changes it meanwhile may change what is
   *     copied
   * @return the copy
   * @throws ProcessException if the process is out of descriptors or memory
   */
  public static SealedImage of(String name, MemorySegment bytes) {
    try {
      return copy(name, new ImageCopy.OfMemory(bytes));
    } catch (IOException e) {
      throw new AssertionError("memory is not read by system calls", e);
    }
  }

  /**
   * Takes what comes from a stream.
   *
   * @param name as for {@link #of(String, MemorySegment)}
   * @param content the image, from its first byte on
   * @param told how many bytes come; negative if that is not known
   * @param check what is asked of the first {@link SharedObject#HEADER} bytes of an image that is
   *     not small, before the rest of it is read
   * @return the image's bytes
   * @throws IOException if the stream fails, is empty, or is shorter or longer than was told
   * @throws ProcessException if the process is out of descriptors or memory
   */
  public static SealedImage of(String name, InputStream content, long told, Check check)
      throws IOException {
    ImageStream source = new ImageStream(content, told, MOST_UNTOLD);
    if (source.startIsAll()) {
      return small(name, new ImageCopy.OfMemory(source.start()));
    }
    check.check(source.start().asSlice(0, SharedObject.HEADER));
    ExecutableFile copy = ExecutableFile.create(shortened(name));
    try {
      long size = source.copyTo(copy.descriptor());
      copy.seal();
      return mapped(copy.descriptor(), size, CLibrary.status(copy.descriptor()).held());
    } catch (RuntimeException | IOException | Error e) {
      copy.close();
      throw e;
    }
  }

  private static SealedImage copy(String name, ImageCopy source) throws IOException {
    if (source.size() <= SMALL) {
      return small(name, source);
    }
    ExecutableFile copy = ExecutableFile.create(shortened(name));
    try {
      source.copyTo(copy.descriptor());
      copy.seal();
      long held = CLibrary.status(copy.descriptor()).held();
      return mapped(copy.descriptor(), source.size(), held);
    } catch (RuntimeException | IOException | Error e) {
      copy.close();
      throw e;
    }
  }

  private static SealedImage small(String name, ImageCopy source) throws IOException {
    long size = source.size();
    Address heap = CLibrary.allocate(size);
    ExecutableFile copy = null;
    try {
      MemorySegment bytes = Memory.segment(heap, size);
      source.readTo(bytes);
      copy = ExecutableFile.create(shortened(name));
      CLibrary.write(copy.descriptor(), bytes);
      copy.seal();
      long held = size + ((size + Layout.PAGE - 1) & -Layout.PAGE);
      return new SealedImage(copy.descriptor(), heap, size, held, false);
    } catch (RuntimeException | IOException | Error e) {
      if (copy != null) {
        copy.close();
      }
      CLibrary.free(heap);
      throw e;
    }
  }

  /**
   * Reads all bytes of a file, those too that the copy of its image lacks.
   *
   * @param file the real path of a regular file
   * @param arena how long the bytes can be read
   * @return the bytes, read-only, in memory that nobody can change
   * @throws IOException if the file can't be opened or read, or becomes shorter meanwhile
   * @throws ProcessException if the process is out of descriptors or memory
   */
  public static MemorySegment whole(Path file, Arena arena) throws IOException {
    int from = CLibrary.openFile(file);
    try (ExecutableFile copy = ExecutableFile.create(shortened(name(file)))) {
      ImageCopy source = new ImageCopy.OfFile(from, CLibrary.status(from).size());
      source.copyAllTo(copy.descriptor());
      copy.seal();
      SealedImage image = mapped(copy.descriptor(), source.size(), 0);
      return Memory.segment(image.start, image.size, arena, image::unmap).asReadOnly();
    } finally {
      CLibrary.close(from);
    }
  }

  /**
   * Reads all bytes of a stream, those too that the copy of its image lacks.
   *
   * @param name as for {@link #of(String, MemorySegment)}
   * @param content the image, from its first byte on
   * @param told how many bytes come; negative if that is not known
   * @param arena how long the bytes can be read
   * @return the bytes, read-only, in memory that nobody can change
   * @throws IOException as {@link #of(String, InputStream, long, Check)} does
   * @throws ProcessException if the process is out of descriptors or memory
   */
  public static MemorySegment whole(String name, InputStream content, long told, Arena arena)
      throws IOException {
    ImageStream source = new ImageStream(content, told, MOST_UNTOLD);
    source.startIsAll();
    try (ExecutableFile copy = ExecutableFile.create(shortened(name))) {
      long size = source.copyAllTo(copy.descriptor());
      copy.seal();
      SealedImage image = mapped(copy.descriptor(), size, 0);
      return Memory.segment(image.start, image.size, arena, image::unmap).asReadOnly();
    }
  }

  private static SealedImage mapped(int descriptor, long size, long held) {
    Address start =
        CLibrary.map(new Address(0), size, CLibrary.PROT_READ, CLibrary.MAP_PRIVATE, descriptor, 0);
    return new SealedImage(descriptor, start, size, held, true);
  }

  /**
   * The same image, read from a mapping of its file whatever its size: one system call gives it up.
   *
   * @return the image; this one must not be used any more
   * @throws ProcessException if the process is out of memory; this one is as it was
   */
  public SealedImage asMapping() {
    if (mapped) {
      return this;
    }
    SealedImage image = mapped(descriptor, size, held - size);
    CLibrary.free(start);
    return image;
  }

  /** The bytes, read-only; zeros where the image has something that is neither read nor mapped. */
  public MemorySegment bytes() {
    return Memory.segment(start, size).asReadOnly();
  }

  /**
   * The bytes of an image that another copy of these classes has in place.
   *
   * @param image where it lies
   * @return the bytes, read-only
   */
  public static MemorySegment bytes(PublishedImage image) {
    return Memory.segment(image.bytes(), image.size()).asReadOnly();
  }

  /**
   * The bytes of memory that the copy takes, pages and heap; 0 where the image is the system's
   * file.
   */
  public long held() {
    return held;
  }

  int descriptor() {
    return descriptor;
  }

  /** Gives up the descriptor; what is mapped stays. */
  public void closeDescriptor() {
    CLibrary.close(descriptor);
  }

  /** Gives up everything; the bytes must not be used any more. */
  public void discard() {
    CLibrary.close(descriptor);
    unmap();
  }

  private void unmap() {
    if (mapped) {
      CLibrary.unmap(start, size);
    } else {
      CLibrary.free(start);
    }
  }

  /* memfd_create takes 249 bytes; a name may hold characters of several bytes each. */
  private static String shortened(String name) {
    return name.length() > 60 ? name.substring(name.length() - 60) : name;
  }
}
