package org.alfheim.internal.open;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a library's file name gives: what follows {@code .so.}, or what stands before
 * {@code .so}.
 */
final class LibraryVersion {
  private static final Pattern AFTER = Pattern.compile("\\.so\\.(\\d+(?:\\.\\d+)*)$");
  private static final Pattern BEFORE = Pattern.compile("-(\\d+(?:\\.\\d+)*)\\.so$");

  private LibraryVersion() {}

  static Optional<String> of(String fileName) {
    Matcher after = AFTER.matcher(fileName);
    if (after.find()) {
      return Optional.of(after.group(1));
    }
    Matcher before = BEFORE.matcher(fileName);
    return before.find() ? Optional.of(before.group(1)) : Optional.empty();
  }
}
