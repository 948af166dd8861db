package org.alfheim.internal.open;

import java.util.Optional;

/**
 * The version that a library's file name gives: what follows {@code .so.}, or what stands between a
 * hyphen and {@code .so}.
 */
final class LibraryVersion {
  private static final String LIBRARY = ".so";

  private LibraryVersion() {}

  /* Without a regular expression: this is on the way of the first start of a bundle. */
  static Optional<String> of(String fileName) {
    if (fileName.endsWith(LIBRARY)) {
      int end = fileName.length() - LIBRARY.length();
      return version(fileName, fileName.lastIndexOf('-', end), 1, end);
    }
    int library = fileName.lastIndexOf(LIBRARY + ".");
    return version(fileName, library, LIBRARY.length() + 1, fileName.length());
  }

  /** Numbers with dots between them, if that is all there is from behind a separator to an end. */
  private static Optional<String> version(String name, int separator, int length, int end) {
    if (separator < 0) {
      return Optional.empty();
    }
    int start = separator + length;
    boolean number = false;
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      if (c == '.' ? !number : c < '0' || c > '9') {
        return Optional.empty();
      }
      number = c != '.';
    }
    return number ? Optional.of(name.substring(start, end)) : Optional.empty();
  }
}
