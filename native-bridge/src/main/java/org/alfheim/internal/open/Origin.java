package org.alfheim.internal.open;

import java.nio.file.Path;
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
 */
record Origin(
    String displayName, String name, String key, Optional<Path> file, Optional<Path> folder) {
  /** What stands between the name of an image in memory and its fingerprint. */
  static final String FINGERPRINT = "#";

  /** The same under another key. */
  Origin under(int number) {
    return new Origin(displayName, name, key + FINGERPRINT + number, file, folder);
  }

  /** Whether the folder can be an entry of a search path: a colon would end it. */
  boolean isSearchable() {
    return folder.isEmpty() || folder.get().toString().indexOf(':') < 0;
  }

  /** How the image is known to the C library's loader. */
  Identity identity() {
    return new Identity(key, directory(), file.isPresent());
  }

  private Optional<String> directory() {
    return folder.isPresent() ? Optional.of(RawText.of(folder.get())) : Optional.empty();
  }

  /**
   * A plugin's name from what identifies it.
   *
   * @param key a real path, or the name, fingerprint and dependencies of an image in memory
   */
  static String nameOf(String key) {
    int end = key.indexOf(FINGERPRINT);
    String called = end < 0 || key.startsWith("/") ? key : key.substring(0, end);
    return called.substring(called.lastIndexOf('/') + 1);
  }
}
