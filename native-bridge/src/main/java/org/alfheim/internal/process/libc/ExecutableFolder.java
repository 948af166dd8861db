package org.alfheim.internal.process.libc;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The folder for code of a process that is kept from making memory files. There is none unless the
 * user names one: what lies in it for a moment is on a disk, perhaps, and the kernel can't seal it.
 */
final class ExecutableFolder {
  /** The system property that names the folder. */
  static final String PROPERTY = "org.alfheim.executable.folder";

  private static final int O_RDWR = 2;
  private static final int O_CREAT = 0x40;
  private static final int O_EXCL = 0x80;
  private static final int O_DIRECTORY = 0x10000;
  private static final int O_NOFOLLOW = 0x20000;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_TMPFILE = 0x400000 | O_DIRECTORY;

  /** Who opens the file by its descriptor's path has to change this first. */
  private static final int MODE = 0400;

  /** Where {@code struct statvfs} has {@code f_flag}. */
  private static final int STATVFS_FLAG = 72;

  private static final int STATVFS_SIZE = 112;
  private static final int ST_NOEXEC = 8;

  private static final MemorySegment OPEN = CLibrary.function("open");
  private static final MemorySegment UNLINK = CLibrary.function("unlink");
  private static final MemorySegment STATVFS = CLibrary.function("statvfs");

  private ExecutableFolder() {}

  /**
   * Makes a file without a name, open for reading and writing.
   *
   * @param refusal the error of memfd_create(2)
   * @return its descriptor
   * @throws ProcessException if the user has named no folder, or there can be no such file in it
   */
  static int createFile(int refusal) {
    String folder = System.getProperty(PROPERTY, "");
    if (folder.isEmpty()) {
      throw new ProcessException(
          cause(refusal)
              + ", or name a folder whose file system is not mounted noexec:"
              + " -D"
              + PROPERTY
              + "=FOLDER",
          refusal);
    }
    try (Arena arena = Arena.ofConfined()) {
      checkExecutable(folder, refusal);
      long path = CLibrary.text(arena, Path.of(folder));
      NativeCall.Result made =
          NativeCall.invoke(OPEN, path, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, MODE);
      if (made.errno() == ErrorNumbers.EOPNOTSUPP || made.errno() == ErrorNumbers.EISDIR) {
        made = createNamed(folder);
      }
      if (made.asInt() < 0) {
        throw unusable(
            folder, "a file can't be made there: " + ErrorNumbers.nameOf(made.errno()), made);
      }
      return made.asInt();
    } catch (InvalidPathException e) {
      throw new ProcessException(PROPERTY + " is no path: " + e.getMessage(), refusal);
    }
  }

  /** Where the file system has no files without names, it has one for a moment. */
  private static NativeCall.Result createNamed(String folder) {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Path file = Path.of(folder, ".alfheim-" + HexFormat.of().formatHex(random));
    try (Arena arena = Arena.ofConfined()) {
      long path = CLibrary.text(arena, file);
      NativeCall.Result made =
          NativeCall.invoke(OPEN, path, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, MODE);
      if (made.asInt() >= 0) {
        NativeCall.invoke(UNLINK, path);
      }
      return made;
    }
  }

  private static void checkExecutable(String folder, int refusal) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(STATVFS_SIZE, 8);
      NativeCall.Result result =
          NativeCall.invoke(STATVFS, CLibrary.text(arena, Path.of(folder)), status.address());
      if (result.asInt() < 0) {
        throw unusable(folder, ErrorNumbers.nameOf(result.errno()), result);
      }
      if ((Memory.buffer(status).getLong(STATVFS_FLAG) & ST_NOEXEC) != 0) {
        throw new ProcessException(
            cause(refusal)
                + ", or name another folder by "
                + PROPERTY
                + ": the file system of "
                + folder
                + " is mounted noexec",
            refusal);
      }
    }
  }

  private static ProcessException unusable(
      String folder, String problem, NativeCall.Result result) {
    return new ProcessException(
        "the folder " + folder + ", which " + PROPERTY + " names, can't be used: " + problem,
        result.errno());
  }

  /** What keeps the process from memory files, and what may be done about it. */
  private static String cause(int refusal) {
    String failed = "memfd_create failed (" + ErrorNumbers.nameOf(refusal) + "): ";
    if (isFiltered()) {
      return failed
          + "a seccomp filter of this process forbids memory files; allow memfd_create in it (in a"
          + " container, in its seccomp profile)";
    }
    return refusal == ErrorNumbers.ENOSYS
        ? failed + "this kernel has no memory files; use one of Linux 3.17 or newer"
        : failed
            + "a security module of the system forbids memory files, vm.memfd_noexec is "
            + memfdNoexec()
            + " in this PID namespace; allow them to this process";
  }

  /** Whether the process has a filter for its system calls (proc(5), "Seccomp"). */
  private static boolean isFiltered() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).contains("Seccomp:\t2");
    } catch (IOException unknown) {
      return false;
    }
  }

  private static String memfdNoexec() {
    try {
      return KernelSetting.vm("memfd_noexec");
    } catch (IOException unknown) {
      return "unknown";
    }
  }

  /**
   * The file of a descriptor once more, for reading alone.
   *
   * @return another descriptor
   * @throws ProcessException if it can't be opened
   */
  static int openToRead(int descriptor) {
    String path = "/proc/self/fd/" + descriptor;
    try {
      return CLibrary.openFile(Path.of(path));
    } catch (IOException e) {
      throw new ProcessException("open of " + path + " failed: " + e.getMessage(), 0);
    }
  }
}
