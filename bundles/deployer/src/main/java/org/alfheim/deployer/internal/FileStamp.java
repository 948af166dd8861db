package org.alfheim.deployer.internal;

import java.io.File;

/**
 * What tells that a file has been written to.
 *
 * @param length the file's length in bytes
 * @param modified when it was modified, in milliseconds
 */
record FileStamp(long length, long modified) {
  static FileStamp of(File file) {
    return new FileStamp(file.length(), file.lastModified());
  }
}
