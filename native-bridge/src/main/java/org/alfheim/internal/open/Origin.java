package org.alfheim.internal.open;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.names.RawText;

/**
 * Where a plugin's image comes from, and what it is called.
 *
 * @param displayName the image as the caller called it, for messages
 * @param name the plugin's name
 * @param key what identifies the plugin in the process
 * @param file the image's file, by its real path
 * @param folder the folder that the caller asked for it in; of an image in memory that of the file
 *     that it is a copy of
 * @param objects the files that it is linked of when it is opened; none of a shared object
 */
record Origin(
    String displayName,
    String name,
    String key,
    Optional<Path> file,
    Optional<Path> folder,
    List<String> objects) {
  /** What stands between the name of an image in memory and its fingerprint. */
  static final String FINGERPRINT = "#";

  /** What stands between the names of objects and the digest of what is in them. */
  static final String LINKED = "#sha256-";

  Origin {
    objects = List.copyOf(objects);
  }

  /** A shared object. */
  Origin(String displayName, String name, String key, Optional<Path> file, Optional<Path> folder) {
    this(displayName, name, key, file, folder, List.of());
  }

  /** The same under another key. */
  Origin under(int number) {
    return new Origin(displayName, name, key + FINGERPRINT + number, file, folder, objects);
  }

  /** The file that has the image, by its real path; that of an object has what it is linked of. */
  Optional<Path> image() {
    return objects.isEmpty() ? file : Optional.empty();
  }

  /** Whether the folder can be an entry of a search path: a colon would end it. */
  boolean isSearchable() {
    return folder.isEmpty() || folder.get().toString().indexOf(':') < 0;
  }

  /** How the image is known to the C library's loader. */
  Identity identity() {
    return new Identity(key, directory(), image().isPresent());
  }

  private Optional<String> directory() {
    return folder.isPresent() ? Optional.of(RawText.of(folder.get())) : Optional.empty();
  }

  /**
   * A plugin's name from what identifies it.
   *
   * @param key a real path, or the name, fingerprint and dependencies of an image in memory, or the
   *     names and the digest of objects
   */
  static String nameOf(String key) {
    int linked = key.lastIndexOf(LINKED);
    int end = linked < 0 ? key.indexOf(FINGERPRINT) : linked;
    String called = end < 0 || (linked < 0 && key.startsWith("/")) ? key : key.substring(0, end);
    return called.substring(called.lastIndexOf('/') + 1);
  }
}
