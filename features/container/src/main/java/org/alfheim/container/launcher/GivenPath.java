package org.alfheim.container.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A path as an option of the command line names it. */
final class GivenPath {
  /** What Java puts in the place of what it can't decode. */
  static final char LOST = '\ufffd';

  private GivenPath() {}

  /**
   * A folder to deploy from.
   *
   * @throws IllegalArgumentException if it is none, or File Install could not watch it
   */
  static Path dropFolder(String option, String value) {
    Path folder = of(option, value);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("run: " + option + ": " + value + " is not a folder");
    }
    if (folder.toString().indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "run: %s: %s has a comma in it, at which File Install would cut it; rename the folder, or name a link to it"
              .formatted(option, folder));
    }
    return folder;
  }

  /**
   * A folder that may be missing.
   *
   * @throws IllegalArgumentException if something else is there
   */
  static Path folder(String option, String value) {
    Path folder = of(option, value);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("run: " + option + ": " + value + " is not a folder");
    }
    return folder;
  }

  /**
   * The absolute path of what the system finds by this one: {@code link/..} is above what the link
   * leads to. Other links stay, by which a folder is named anew.
   *
   * @throws IllegalArgumentException if it is not in the encoding of the locale
   */
  static Path of(String option, String value) {
    String named = value.indexOf(LOST) < 0 ? Path.of(value).toAbsolutePath().toString() : value;
    // The current folder may have such a name, too, and another one would be made beside it.
    if (named.indexOf(LOST) >= 0) {
      throw new IllegalArgumentException(
          "run: %s: %s is not in the encoding of the locale (%s), in which Felix has its names; name a link to it"
              .formatted(option, named, System.getProperty("sun.jnu.encoding")));
    }
    Path given = Path.of(named);
    Path path = given.getRoot();
    for (Path name : given) {
      path = name.toString().equals("..") ? above(path) : path.resolve(name).normalize();
    }
    return path;
  }

  private static Path above(Path folder) {
    Path real = folder;
    try {
      real = folder.toRealPath();
    } catch (IOException missing) {
      // There is nothing that it could lead to.
    }
    return Objects.requireNonNullElse(real.getParent(), real);
  }
}
