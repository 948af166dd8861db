package org.alfheim.internal.process.libc;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.names.RawText;

/**
 * The functions of the C library that the loader needs, each with its failure turned into a {@link
 * ProcessException}.
 */
public final class CLibrary {
  static final int PROT_NONE = 0;
  public static final int PROT_READ = 1;
  public static final int PROT_WRITE = 2;
  public static final int PROT_EXEC = 4;
  static final int MAP_SHARED = 1;
  public static final int MAP_PRIVATE = 2;
  public static final int MAP_FIXED = 0x10;
  public static final int MAP_ANONYMOUS = 0x20;

  private static final int O_RDONLY = 0;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int SEEK_SET = 0;
  private static final int MAP_FAILED = -1;

  // struct statx
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int STX_UID = 20;
  private static final int STX_MODE = 28;
  private static final int STX_INO = 32;
  private static final int STX_SIZE = 40;
  private static final int STX_BLOCKS = 48;
  private static final int STX_DEV = 136;
  private static final int STATX_SIZE = 256;

  private static final MemorySegment NO_TEXT = Arena.ofAuto().allocate(1);

  private static final SymbolLookup LOOKUP = Linker.nativeLinker().defaultLookup();
  private static final MemorySegment MMAP = function("mmap");
  private static final MemorySegment MUNMAP = function("munmap");
  private static final MemorySegment MPROTECT = function("mprotect");
  private static final MemorySegment OPEN = function("open");
  private static final MemorySegment SENDFILE = function("sendfile");
  private static final MemorySegment WRITE = function("write");
  private static final MemorySegment CLOSE = function("close");
  public static final MemorySegment DLERROR = function("dlerror");
  private static final MemorySegment PREAD = function("pread");
  private static final MemorySegment PWRITE = function("pwrite");
  private static final MemorySegment LSEEK = function("lseek");
  private static final MemorySegment FTRUNCATE = function("ftruncate");

  /**
   * Here, and so looked up before there is a plugin: a dlsym between a plugin's call and the
   * reading of its result would free the text that dlerror(3) gave it.
   */
  static final MemorySegment SYSCALL = function("syscall");

  public static final MemorySegment NEWLOCALE = function("newlocale");
  public static final MemorySegment USELOCALE = function("uselocale");
  public static final MemorySegment STRDUP = function("strdup");
  private static final MemorySegment CALLOC = function("calloc");
  private static final MemorySegment FREE = function("free");
  private static final MemorySegment STATX = function("statx");

  private CLibrary() {}

  public static MemorySegment function(String name) {
    Optional<MemorySegment> function = LOOKUP.find(name);
    if (function.isEmpty()) {
      throw new ProcessException(
          "the C library has no " + name + "; Alfheim needs glibc on Linux/amd64", 0);
    }
    return function.get();
  }

  /**
   * Opens a file for reading; one that would have to be waited for (a pipe, a device) is not waited
   * for.
   */
  public static int openFile(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      NativeCall.Result result =
          NativeCall.invoke(OPEN, text(arena, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
      if (result.asInt() >= 0) {
        return result.asInt();
      }
      if (result.errno() == ErrorNumbers.EMFILE || result.errno() == ErrorNumbers.ENFILE) {
        throw new ProcessException("open", path.toString(), result.errno());
      }
      throw new IOException(ErrorNumbers.nameOf(result.errno()));
    }
  }

  /** The status of an open file (statx(2)). */
  public static FileStatus status(int descriptor) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(STATX_SIZE, 8);
      NativeCall.Result result =
          NativeCall.invoke(
              STATX,
              descriptor,
              NO_TEXT.address(),
              AT_EMPTY_PATH,
              STATX_BASIC_STATS,
              status.address());
      if (result.asInt() < 0) {
        throw new IOException(ErrorNumbers.nameOf(result.errno()));
      }
      ByteBuffer fields = Memory.buffer(status);
      return new FileStatus(
          fields.getLong(STX_SIZE),
          fields.getLong(STX_BLOCKS),
          fields.getInt(STX_UID),
          fields.getShort(STX_MODE) & 0xffff,
          fields.getLong(STX_DEV),
          fields.getLong(STX_INO));
    }
  }

  /**
   * Copies from one descriptor to another, at the same offset, up to a number of bytes or the end;
   * gives how many there were.
   */
  public static long copy(int from, int to, long offset, long size) throws IOException {
    if (offset != 0) {
      checked("lseek", "a file", NativeCall.invoke(LSEEK, to, offset, SEEK_SET));
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment next = arena.allocate(Long.BYTES, Long.BYTES);
      Memory.buffer(next).putLong(0, offset);
      long copied = 0;
      while (copied < size) {
        NativeCall.Result result =
            NativeCall.invoke(SENDFILE, to, from, next.address(), size - copied);
        if (result.value() < 0) {
          if (result.errno() == ErrorNumbers.ENOMEM || result.errno() == ErrorNumbers.ENOSPC) {
            throw new ProcessException("sendfile", size + " bytes", result.errno());
          }
          throw new IOException(ErrorNumbers.nameOf(result.errno()));
        }
        if (result.value() == 0) {
          break;
        }
        copied += result.value();
      }
      return copied;
    }
  }

  /** Reads from an offset of a file, whatever its position; gives what there was. */
  public static MemorySegment read(int descriptor, MemorySegment memory, long offset)
      throws IOException {
    long read = 0;
    while (read < memory.byteSize()) {
      NativeCall.Result result =
          NativeCall.invoke(
              PREAD, descriptor, memory.address() + read, memory.byteSize() - read, offset + read);
      if (result.value() < 0) {
        throw new IOException(ErrorNumbers.nameOf(result.errno()));
      }
      if (result.value() == 0) {
        break;
      }
      read += result.value();
    }
    return memory.asSlice(0, read);
  }

  /** Writes all of a segment at an offset of a file, whatever its position. */
  public static void writeAt(int descriptor, MemorySegment bytes, long offset) {
    long written = 0;
    while (written < bytes.byteSize()) {
      NativeCall.Result result =
          NativeCall.invoke(
              PWRITE,
              descriptor,
              bytes.address() + written,
              bytes.byteSize() - written,
              offset + written);
      if (result.value() < 0) {
        throw new ProcessException("pwrite", bytes.byteSize() + " bytes", result.errno());
      }
      written += result.value();
    }
  }

  /** Sets the size of a file; what it has not held until then is a hole. */
  public static void truncate(int descriptor, long size) {
    checked("ftruncate", size + " bytes", NativeCall.invoke(FTRUNCATE, descriptor, size));
  }

  /** Writes all of a segment. */
  public static void write(int descriptor, MemorySegment bytes) {
    long written = 0;
    while (written < bytes.byteSize()) {
      NativeCall.Result result =
          NativeCall.invoke(
              WRITE, descriptor, bytes.address() + written, bytes.byteSize() - written);
      if (result.value() < 0) {
        throw new ProcessException("write", bytes.byteSize() + " bytes", result.errno());
      }
      written += result.value();
    }
  }

  public static void close(int descriptor) {
    NativeCall.invoke(CLOSE, descriptor);
  }

  public static Address map(
      Address wanted, long size, int protection, int flags, int descriptor, long offset) {
    NativeCall.Result result =
        NativeCall.invoke(MMAP, wanted.value(), size, protection, flags, descriptor, offset);
    if (result.value() == MAP_FAILED) {
      throw new ProcessException("mmap", size + " bytes", result.errno());
    }
    return new Address(result.value());
  }

  public static void unmap(Address start, long size) {
    checked("munmap", start.toString(), NativeCall.invoke(MUNMAP, start.value(), size));
  }

  /** Changes what is permitted; it stays as it is where that can't be had. */
  public static void tryToProtect(Address start, long size, int protection) {
    NativeCall.invoke(MPROTECT, start.value(), size, protection);
  }

  /** The address of a string, as a C string in UTF-8. */
  public static long text(Arena arena, String string) {
    return text(arena, RawText.encode(string));
  }

  /** The address of a path, as a C string of the bytes that it has in the file system. */
  public static long text(Arena arena, Path path) {
    return text(arena, FileName.bytes(path));
  }

  /** The address of a C string; what an arena has for it spins classes when it is first used. */
  private static long text(Arena arena, byte[] bytes) {
    MemorySegment text = arena.allocate(bytes.length + 1L);
    Memory.buffer(text).put(bytes);
    return text.address();
  }

  /** A copy of a string in memory that the C library frees. */
  public static Address duplicate(String string) {
    try (Arena arena = Arena.ofConfined()) {
      NativeCall.Result result = NativeCall.invoke(STRDUP, text(arena, string));
      if (result.value() == 0) {
        throw new ProcessException("strdup", "a name", result.errno());
      }
      return new Address(result.value());
    }
  }

  /** Memory that is all zero. */
  public static Address allocate(long size) {
    NativeCall.Result result = NativeCall.invoke(CALLOC, 1, size);
    if (result.value() == 0) {
      throw new ProcessException("calloc", size + " bytes", result.errno());
    }
    return new Address(result.value());
  }

  /** Gives up memory: a copy of a string, or what {@link #allocate} gave. */
  public static void free(Address memory) {
    NativeCall.invoke(FREE, memory.value());
  }

  private static int checked(String call, String what, NativeCall.Result result) {
    if (result.asInt() < 0) {
      throw new ProcessException(call, what, result.errno());
    }
    return result.asInt();
  }
}
