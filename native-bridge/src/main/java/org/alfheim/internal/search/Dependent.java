package org.alfheim.internal.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.SharedObject;

/**
 * An object that needs a library, with that on whose account it is loaded itself: ld.so searches
 * the {@code DT_RPATH} of all of them (glibc, {@code l_loader} in {@code struct link_map}).
 *
 * @param image the object
 * @param origin the folder of its file, for {@code $ORIGIN}
 * @param by the object that needs it; nothing where it was opened
 */
public record Dependent(SharedObject image, Optional<Path> origin, Optional<Dependent> by) {

  /**
   * An object that is opened.
   *
   * @param image the object
   * @param origin the folder of its file
   * @return the dependent
   */
  public static Dependent opened(SharedObject image, Optional<Path> origin) {
    return new Dependent(image, origin, Optional.empty());
  }

  /**
   * An object that is opened by a path.
   *
   * @param image the object
   * @param file the path, which ld.so takes for one from the working directory if it is relative
   * @return the dependent
   */
  public static Dependent at(SharedObject image, Path file) {
    return opened(image, folder(file));
  }

  /** One of its libraries, which has needs of its own. */
  Dependent library(SharedObject library, Path file) {
    return new Dependent(library, folder(file), Optional.of(this));
  }

  private static Optional<Path> folder(Path file) {
    try {
      Path absolute = file.isAbsolute() ? file : Path.of(".").toRealPath().resolve(file);
      return Optional.ofNullable(absolute.getParent());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
