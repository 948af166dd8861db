package org.alfheim.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/**
 * What tells that a file has been written to.
 *
 * @param length the file's length in bytes
 * @param modified when it was modified, in milliseconds
 */
record FileStamp(long length, long modified) {
  /** That of a file; zeros if it is gone, or can't be looked at. */
  static FileStamp of(Path file) {
    try {
      BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(of.size(), of.lastModifiedTime().toMillis());
    } catch (IOException gone) {
      return new FileStamp(0, 0);
    }
  }

  /** Whether the file was modified less than this ago; not if that lies in the future. */
  boolean isYoungerThan(Duration age) {
    long milliseconds = System.currentTimeMillis() - modified;
    return milliseconds >= 0 && milliseconds < age.toMillis();
  }
}
