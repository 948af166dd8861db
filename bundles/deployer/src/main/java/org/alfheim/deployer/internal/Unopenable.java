package org.alfheim.deployer.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.alfheim.names.RawText;

/**
 * The files of the folders that File Install can't open: their names are not in the encoding of the
 * locale, so that no {@code java.io.File} has them. They come, change and go here instead.
 *
 * <p>Not safe for several threads at once.
 */
final class Unopenable {
  private final List<Path> folders;
  private final Map<Path, FileStamp> files = new HashMap<>();

  /**
   * @param folders those that File Install watches
   */
  Unopenable(List<Path> folders) {
    this.folders = folders;
  }

  /** Whether a file is one of those. */
  static boolean is(Path file) {
    return !RawText.of(file).equals(file.toString());
  }

  /**
   * Looks at the folders; one that can't be read now is as it was.
   *
   * @param come is given each file that is new, or has changed since the last look
   * @param gone is given each that is no longer there
   */
  void look(Consumer<Path> come, Consumer<Path> gone) {
    for (Path folder : folders) {
      Map<Path, FileStamp> now;
      try {
        now = list(folder);
      } catch (IOException | DirectoryIteratorException unreadable) {
        continue;
      }
      for (Path file : Set.copyOf(files.keySet())) {
        if (folder.equals(file.getParent()) && !now.containsKey(file)) {
          files.remove(file);
          gone.accept(file);
        }
      }
      now.forEach((file, stamp) -> {
        if (!stamp.equals(files.put(file, stamp))) {
          come.accept(file);
        }
      });
    }
  }

  private static Map<Path, FileStamp> list(Path folder) throws IOException {
    Map<Path, FileStamp> found = new HashMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (is(entry)
            && !FileKind.isUnfinished(RawText.of(entry.getFileName()))
            && Files.exists(entry)
            && !Files.isDirectory(entry)) {
          found.put(entry, FileStamp.of(entry));
        }
      }
    }
    return found;
  }
}
