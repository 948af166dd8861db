package org.alfheim.process;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An image's bytes in a memory file that nobody can change any more.
 *
 * <p>Whatever happens to the file that it came from (a truncated file is a SIGBUS for whoever has
 * it mapped), what was checked is what is mapped. It needs no file system, so it works where every
 * writable one is mounted noexec.
 */
public final class SealedImage {
  private final int descriptor;
  private final Address start;
  private final long size;

  private SealedImage(int descriptor, Address start, long size) {
    this.descriptor = descriptor;
    this.start = start;
    this.size = size;
  }

  /** How an image's bytes get into the memory that is given. */
  @FunctionalInterface
  private interface Filling {
    void fill(MemorySegment memory) throws IOException;
  }

  /**
   * Copies a file.
   *
   * @param file a regular file that is not empty
   * @return the copy
   * @throws IOException if the file can't be read, or becomes shorter meanwhile
   * @throws ProcessException if the process is out of descriptors or memory
   */
  public static SealedImage of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      return of(name(file), size, memory -> readFully(channel, file, memory));
    }
  }

  /**
   * Copies an array.
   *
   * @param name a name, shown in {@code /proc/PID/maps}
   * @param bytes the image, at least one byte
   * @return the copy
   * @throws ProcessException if the process is out of descriptors or memory
   */
  public static SealedImage of(String name, byte[] bytes) {
    try {
      return of(name, bytes.length, memory -> memory.copyFrom(MemorySegment.ofArray(bytes)));
    } catch (IOException e) {
      throw new AssertionError("an array is read without input", e);
    }
  }

  private static SealedImage of(String name, long size, Filling filling) throws IOException {
    int descriptor = CLibrary.memoryFile(shortened(name));
    try {
      CLibrary.truncate(descriptor, size);
      int readWrite = CLibrary.PROT_READ | CLibrary.PROT_WRITE;
      Address memory =
          CLibrary.map(new Address(0), size, readWrite, CLibrary.MAP_SHARED, descriptor, 0);
      try {
        filling.fill(Memory.segment(memory, size));
      } finally {
        CLibrary.unmap(memory, size);
      }
      CLibrary.seal(descriptor);
      Address start =
          CLibrary.map(
              new Address(0), size, CLibrary.PROT_READ, CLibrary.MAP_PRIVATE, descriptor, 0);
      return new SealedImage(descriptor, start, size);
    } catch (RuntimeException | IOException e) {
      CLibrary.close(descriptor);
      throw e;
    }
  }

  private static void readFully(FileChannel channel, Path file, MemorySegment memory)
      throws IOException {
    long at = 0;
    while (at < memory.byteSize()) {
      long slice = Math.min(memory.byteSize() - at, 1 << 30);
      int count = channel.read(memory.asSlice(at, slice).asByteBuffer(), at);
      if (count <= 0) {
        throw new IOException(
            file
                + ": the file became shorter while it was read, from "
                + memory.byteSize()
                + " bytes to "
                + at);
      }
      at += count;
    }
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

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /* memfd_create takes 249 bytes; a name may hold characters of several bytes each. */
  private static String shortened(String name) {
    return name.length() > 60 ? name.substring(name.length() - 60) : name;
  }
}
