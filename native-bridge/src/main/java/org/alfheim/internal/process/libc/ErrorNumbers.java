package org.alfheim.internal.process.libc;

/** The error numbers of Linux on AMD64 that an open can meet, by their names in errno(3). */
final class ErrorNumbers {
  static final int EPERM = 1;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int EISDIR = 21;
  static final int EINVAL = 22;
  static final int ENFILE = 23;
  static final int EMFILE = 24;
  static final int ENOSPC = 28;
  static final int ENOSYS = 38;
  static final int EOPNOTSUPP = 95;

  private ErrorNumbers() {}

  static String nameOf(int errno) {
    return switch (errno) {
      case EPERM -> "EPERM, operation not permitted";
      case 2 -> "ENOENT, no such file or directory";
      case 5 -> "EIO, input/output error";
      case 11 -> "EAGAIN, resource temporarily unavailable";
      case ENOMEM -> "ENOMEM, cannot allocate memory";
      case EACCES -> "EACCES, permission denied";
      case 16 -> "EBUSY, device or resource busy";
      case 20 -> "ENOTDIR, not a directory";
      case EINVAL -> "EINVAL, invalid argument";
      case ENFILE -> "ENFILE, too many open files in the system";
      case EMFILE -> "EMFILE, too many open files in this process";
      case 27 -> "EFBIG, file too large";
      case ENOSPC -> "ENOSPC, no space left on device";
      case 30 -> "EROFS, read-only file system";
      case ENOSYS -> "ENOSYS, function not implemented";
      default -> "errno " + errno;
    };
  }
}
