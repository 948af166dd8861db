package org.alfheim.internal.nested;

import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.SharedObject;

/**
 * Whose code calls a function.
 *
 * @param name what it is called in messages
 * @param image the image, whose search paths count
 * @param folder the folder of its file, for {@code $ORIGIN}
 * @param placed the image as others see it, if it is one of this loader's
 */
record Caller(
    String name,
    Optional<SharedObject> image,
    Optional<Path> folder,
    Optional<PlacedImage> placed) {
  /** Code of which nobody knows where it comes from. */
  static final Caller UNKNOWN =
      new Caller("the process", Optional.empty(), Optional.empty(), Optional.empty());
}
