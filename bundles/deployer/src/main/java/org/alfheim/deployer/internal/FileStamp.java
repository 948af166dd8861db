package org.alfheim.deployer.internal;

import java.io.File;
import java.time.Duration;

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

  /** Whether the file was modified less than this ago; not if that lies in the future. */
  boolean isYoungerThan(Duration age) {
    long milliseconds = System.currentTimeMillis() - modified;
    return milliseconds >= 0 && milliseconds < age.toMillis();
  }
}
