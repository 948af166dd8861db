package org.alfheim.plugin.admission;

import java.nio.file.Path;
import java.util.List;

/**
 * The folders in which a distribution keeps its libraries, the C library's own parts among them
 * (Filesystem Hierarchy Standard; ld.so(8)). Which of them ld.so searches is the distribution's
 * choice; only the superuser writes to any.
 */
public final class SystemFolders {
  /** The folders by absolute paths. One of them may be a link to another. */
  public static final List<Path> ALL =
      List.of(Path.of("/lib"), Path.of("/lib64"), Path.of("/usr/lib"), Path.of("/usr/lib64"));

  private SystemFolders() {}

  /**
   * Whether a file lies in one of them, or below.
   *
   * @param file the file's real path
   * @return whether it does
   */
  public static boolean contain(Path file) {
    for (Path folder : ALL) {
      if (file.startsWith(folder)) {
        return true;
      }
    }
    return false;
  }
}
