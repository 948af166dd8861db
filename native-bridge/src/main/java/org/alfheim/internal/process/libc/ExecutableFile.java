package org.alfheim.internal.process.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A file without a name, from which code may be mapped: what holds an image, a carrier or a few
 * instructions.
 *
 * <p>It is a memory file (memfd_create(2)), unless the process is kept from making one; then it is
 * a file in the folder that the user has named for this (see {@link ExecutableFolder}), or the open
 * is refused.
 */
public final class ExecutableFile implements AutoCloseable {
  private static final int MFD_CLOEXEC = 1;
  private static final int MFD_ALLOW_SEALING = 2;
  private static final int MFD_NOEXEC_SEAL = 8;
  private static final int MFD_EXEC = 0x10;
  private static final int F_ADD_SEALS = 1033;
  private static final int F_SEAL_ALL = 1 | 2 | 4 | 8;

  private static final MemorySegment MEMFD_CREATE = CLibrary.function("memfd_create");
  private static final MemorySegment FCNTL = CLibrary.function("fcntl");

  /** Whether the kernel can seal it. */
  private final boolean memory;

  private int descriptor;

  private ExecutableFile(boolean memory, int descriptor) {
    this.memory = memory;
    this.descriptor = descriptor;
  }

  /**
   * Makes an empty file.
   *
   * @param name shown in {@code /proc/PID/maps}, at most 249 bytes
   * @throws ProcessException if there can't be one, with what keeps the process from it
   */
  public static ExecutableFile create(String name) {
    NativeCall.Result made = memoryFile(name);
    if (made.asInt() >= 0) {
      return new ExecutableFile(true, made.asInt());
    }
    if (made.errno() == ErrorNumbers.EPERM
        || made.errno() == ErrorNumbers.EACCES
        || made.errno() == ErrorNumbers.ENOSYS) {
      return new ExecutableFile(false, ExecutableFolder.createFile(made.errno()));
    }
    throw new ProcessException("memfd_create", name, made.errno());
  }

  /**
   * Where the system's default is memory files that can't be executed, an executable one has to be
   * asked for ({@code vm.memfd_noexec}); kernels before 6.3 do not know the flag. Where there must
   * be none, the kernel has those that {@code execve} refuses: mapping is not what the setting
   * forbids.
   */
  private static NativeCall.Result memoryFile(String name) {
    try (Arena arena = Arena.ofConfined()) {
      long text = CLibrary.text(arena, name);
      int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
      NativeCall.Result result = NativeCall.invoke(MEMFD_CREATE, text, flags | MFD_EXEC);
      if (result.asInt() < 0 && result.errno() == ErrorNumbers.EINVAL) {
        result = NativeCall.invoke(MEMFD_CREATE, text, flags);
      } else if (result.asInt() < 0 && result.errno() == ErrorNumbers.EACCES) {
        result = NativeCall.invoke(MEMFD_CREATE, text, flags | MFD_NOEXEC_SEAL);
      }
      return result;
    }
  }

  /** Puts machine code into memory that is never writable. */
  public static Address code(String name, byte[] code) {
    try (ExecutableFile file = create(name);
        Arena arena = Arena.ofConfined()) {
      CLibrary.write(file.descriptor, arena.allocateFrom(ValueLayout.JAVA_BYTE, code));
      file.seal();
      return CLibrary.map(
          new Address(0),
          code.length,
          CLibrary.PROT_READ | CLibrary.PROT_EXEC,
          CLibrary.MAP_PRIVATE,
          file.descriptor,
          0);
    }
  }

  /** The descriptor, which {@link #seal} may change. */
  public int descriptor() {
    return descriptor;
  }

  /**
   * Sees to it that nobody writes to the file any more. A memory file can't be changed by anybody
   * then; another one has no name, no writer, and no permission to write.
   *
   * @throws ProcessException if that fails
   */
  public void seal() {
    if (memory) {
      NativeCall.Result result = NativeCall.invoke(FCNTL, descriptor, F_ADD_SEALS, F_SEAL_ALL);
      if (result.asInt() < 0) {
        throw new ProcessException("fcntl(F_ADD_SEALS)", "a memory file", result.errno());
      }
    } else {
      int readOnly = ExecutableFolder.openToRead(descriptor);
      CLibrary.close(descriptor);
      descriptor = readOnly;
    }
  }

  /** Gives up the descriptor; what is mapped stays. */
  @Override
  public void close() {
    CLibrary.close(descriptor);
  }
}
