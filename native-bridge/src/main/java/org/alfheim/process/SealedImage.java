package org.alfheim.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.elf.SharedObject;

/**
 * An image's bytes where nobody can change them any more.
 *
 * <p>Whatever happens to the file that it came from (a truncated file is a SIGBUS for whoever has
 * it mapped), what was checked is what is mapped: a copy in a sealed memory file. That needs no
 * file system, so it works where every writable one is mounted noexec.
 *
 * <p>The system's own libraries are not copied. Only the superuser can change them, and the package
 * manager, which governs their folders, replaces a file and does not write to it: every process has
 * its C library mapped on that understanding.
 */
public final class SealedImage {
  /** The standard folders of ld.so(8), by real paths. */
  private static final List<String> SYSTEM_FOLDERS =
      List.of(
          "/usr/lib/",
          "/lib/",
          "/usr/lib64/",
          "/lib64/",
          "/usr/lib32/",
          "/lib32/",
          "/usr/libx32/",
          "/libx32/");

  /** Up to this size it is no use to look at a file before it is copied. */
  private static final long QUICKLY_COPIED = 1 << 20;

  private final int descriptor;
  private final Address start;
  private final long size;

  private SealedImage(int descriptor, Address start, long size) {
    this.descriptor = descriptor;
    this.start = start;
    this.size = size;
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
      if (status.unchanging() && inSystemFolder(file)) {
        SealedImage image = mapped(from, status.size());
        taken = true;
        return image;
      }
      if (status.size() > QUICKLY_COPIED) {
        try (Arena arena = Arena.ofConfined()) {
          check.check(CLibrary.read(from, arena.allocate(SharedObject.HEADER)).asReadOnly());
        }
      }
      return copy(from, String.valueOf(file.getFileName()), status.size());
    } finally {
      if (!taken) {
        CLibrary.close(from);
      }
    }
  }

  private static boolean inSystemFolder(Path file) {
    String path = file.toString();
    for (String folder : SYSTEM_FOLDERS) {
      if (path.startsWith(folder)) {
        return true;
      }
    }
    return false;
  }

  private static SealedImage copy(int from, String name, long size) throws IOException {
    ExecutableFile copy = ExecutableFile.create(shortened(name));
    try {
      long copied = CLibrary.copy(from, copy.descriptor(), size);
      if (copied < size) {
        throw new IOException(
            "the file became shorter while it was read, from "
                + size
                + " bytes to "
                + copied
                + "; open it when it is complete");
      }
      copy.seal();
      return mapped(copy.descriptor(), size);
    } catch (RuntimeException | IOException e) {
      copy.close();
      throw e;
    }
  }

  /**
   * Copies memory.
   *
   * @param name a name, shown in {@code /proc/PID/maps}
   * @param bytes the image, at least one byte
   * @return the copy
   * @throws ProcessException if the process is out of descriptors or memory
   */
  public static SealedImage of(String name, MemorySegment bytes) {
    ExecutableFile file = ExecutableFile.create(shortened(name));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy =
          arena.allocateFrom(
              ValueLayout.JAVA_BYTE, bytes, ValueLayout.JAVA_BYTE, 0, bytes.byteSize());
      CLibrary.write(file.descriptor(), copy);
      file.seal();
      return mapped(file.descriptor(), bytes.byteSize());
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static SealedImage mapped(int descriptor, long size) {
    Address start =
        CLibrary.map(new Address(0), size, CLibrary.PROT_READ, CLibrary.MAP_PRIVATE, descriptor, 0);
    return new SealedImage(descriptor, start, size);
  }

  /** The bytes, read-only. */
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
    CLibrary.unmap(start, size);
  }

  /* memfd_create takes 249 bytes; a name may hold characters of several bytes each. */
  private static String shortened(String name) {
    return name.length() > 60 ? name.substring(name.length() - 60) : name;
  }
}
