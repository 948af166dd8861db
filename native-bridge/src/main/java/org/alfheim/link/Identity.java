package org.alfheim.link;

import java.util.Optional;

/**
 * How an image is known to the C library's loader.
 *
 * @param directory the folder of the image's file, for {@code $ORIGIN} in search paths; empty for
 *     an image in memory
 * @param announced whether the carrier has the image's {@code DT_SONAME}, so that libraries which
 *     ld.so loads later find the plugin under it: so it is for a file, as with {@code dlopen}; an
 *     image in memory keeps to itself
 */
public record Identity(Optional<String> directory, boolean announced) {

  /**
   * The identity of a file.
   *
   * @param directory the folder that it lies in
   * @return the identity
   */
  public static Identity file(String directory) {
    return new Identity(Optional.of(directory), true);
  }

  /** The identity of an image in memory. */
  public static Identity memory() {
    return new Identity(Optional.empty(), false);
  }
}
