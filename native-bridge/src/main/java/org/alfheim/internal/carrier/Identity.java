package org.alfheim.internal.carrier;

import java.util.Optional;

/**
 * How an image is known to the C library's loader.
 *
 * @param name what {@code dladdr}, debuggers and crash logs call the image: the path of its file;
 *     an image in memory has a name that no library is looked for by
 * @param directory the folder of the image's file, for {@code $ORIGIN} in search paths: as with
 *     {@code dlopen} that of the path which was asked for, also where it is a symbolic link; empty
 *     for an image in memory
 * @param announced whether the carrier has the image's {@code DT_SONAME}, so that libraries which
 *     ld.so loads later find the plugin under it: so it is for a file, as with {@code dlopen}; an
 *     image in memory keeps to itself
 */
public record Identity(String name, Optional<String> directory, boolean announced) {

  /**
   * The identity of a file.
   *
   * @param path its absolute path
   * @return the identity
   */
  public static Identity file(String path) {
    return file(path, path.substring(0, Math.max(1, path.lastIndexOf('/'))));
  }

  /**
   * The identity of a file that was asked for by another path than its real one.
   *
   * @param path its real path
   * @param directory the folder of the path that it was asked for by
   * @return the identity
   */
  public static Identity file(String path, String directory) {
    return new Identity(path, Optional.of(directory), true);
  }

  /**
   * The identity of an image in memory.
   *
   * @param name a name that is no soname and no path
   * @return the identity
   */
  public static Identity memory(String name) {
    return new Identity(name, Optional.empty(), false);
  }
}
