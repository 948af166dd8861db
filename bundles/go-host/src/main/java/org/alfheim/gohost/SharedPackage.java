package org.alfheim.gohost;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A package that a host has beside those of its own, so that plugins exchange its types with it.
 *
 * @param path its import path
 * @param version a version of its module, as {@code go get} takes it
 * @param folder the folder of its module, where that is to be taken from this machine
 */
public record SharedPackage(String path, Optional<String> version, Optional<Path> folder) {

  /**
   * Reads what a person writes: {@code PACKAGE}, {@code PACKAGE@VERSION} or {@code PACKAGE=FOLDER}.
   *
   * @throws GoHostException if it is none of these
   */
  public static SharedPackage parse(String text) {
    int at = text.indexOf('@');
    int equals = text.indexOf('=');
    int end = at >= 0 ? at : equals >= 0 ? equals : text.length();
    String path = text.substring(0, end);
    if (!path.matches("[A-Za-z0-9._~/+-]+") || path.startsWith("/") || end == text.length() - 1) {
      throw new GoHostException(
          "'" + text + "' is no package: expected PACKAGE, PACKAGE@VERSION or PACKAGE=FOLDER");
    }
    String more = end == text.length() ? "" : text.substring(end + 1);
    return new SharedPackage(
        path,
        at >= 0 ? Optional.of(more) : Optional.empty(),
        at < 0 && equals >= 0 ? Optional.of(Path.of(more).toAbsolutePath()) : Optional.empty());
  }

  /** Whether it is of Go's own library. */
  boolean isStandard() {
    return version.isEmpty() && folder.isEmpty() && !path.replaceFirst("/.*", "").contains(".");
  }
}
