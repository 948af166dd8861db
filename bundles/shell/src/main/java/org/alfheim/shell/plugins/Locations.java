package org.alfheim.shell.plugins;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a person writes for a place: a path, or a URL. */
public final class Locations {
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

  private Locations() {}

  /**
   * The file that is meant, where it is one.
   *
   * @param folder what a relative path is relative to
   * @param location a path, a {@code file:} URL, or another URL
   * @return the file; empty for other URLs
   */
  public static Optional<Path> file(Path folder, String location) {
    if (location.startsWith("file:")) {
      String rest = location.substring("file:".length());
      boolean escaped = rest.startsWith("/") && rest.contains("%");
      return Optional.of(
          escaped ? Path.of(URI.create(location)) : folder.resolve(rest.replaceFirst("^//+", "/")));
    }
    return SCHEME.matcher(location).matches()
        ? Optional.empty()
        : Optional.of(folder.resolve(location));
  }
}
