package org.alfheim.internal.process.libc;

import java.io.IOException;

/**
 * A file that is open, in terms that another copy of these classes understands.
 *
 * @param descriptor its descriptor
 * @param device the file system
 * @param inode the file in it
 */
public record OpenFile(int descriptor, long device, long inode) {

  /**
   * The file that a descriptor stands for.
   *
   * @throws ProcessException if it stands for none
   */
  public static OpenFile of(int descriptor) {
    try {
      FileStatus status = CLibrary.status(descriptor);
      return new OpenFile(descriptor, status.device(), status.inode());
    } catch (IOException e) {
      throw new ProcessException("statx of a descriptor failed: " + e.getMessage(), 0);
    }
  }

  /** Whether the descriptor still stands for that file. */
  public boolean isOpen() {
    try {
      FileStatus now = CLibrary.status(descriptor);
      return now.device() == device && now.inode() == inode;
    } catch (IOException closed) {
      return false;
    }
  }

  /** A path of the file, good as long as it is open. */
  public String path() {
    return "/proc/self/fd/" + descriptor;
  }

  /** Closes it, once. */
  public void close() {
    CLibrary.close(descriptor);
  }
}
