package org.alfheim.policy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.plugin.Candidate;
import org.alfheim.plugin.Provenance;

/**
 * Where an image comes from.
 *
 * @param location what its opener says: a bundle's location; the path of a file that was opened
 *     without
 * @param file the real path of the file that it is, or that its bundle was made of
 */
record Place(String location, Optional<Path> file) {

  static Place of(Candidate candidate) {
    Optional<Path> file = candidate.file();
    String location =
        candidate
            .provenance()
            .map(Provenance::location)
            .or(() -> file.map(Path::toString))
            .orElse("memory");
    return new Place(location, file.or(() -> file(location)).map(Place::real));
  }

  /** The file of a location such as {@code elf:file:/opt/libx.so?name=x}. */
  static Optional<Path> file(String location) {
    String url = location;
    while (url.startsWith("elf:") || url.startsWith("reference:")) {
      url = url.substring(url.indexOf(':') + 1);
    }
    if (!url.startsWith("file:")) {
      return Optional.empty();
    }
    int query = url.indexOf('?');
    String path = (query < 0 ? url : url.substring(0, query)).substring("file:".length());
    try {
      return Optional.of(Path.of(path.contains("%") ? URI.create("file:" + path).getPath() : path));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** The path without links; of a file that has gone since, as far as it is there. */
  static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException gone) {
      Path parent = absolute.getParent();
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
  }

  /** Whether it lies in a folder, or in one within, or is that file. */
  boolean within(Path folder) {
    return file.filter(path -> path.startsWith(real(folder))).isPresent();
  }

  /**
   * A folder or a file by its absolute path.
   *
   * @return nothing if it is none
   */
  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Path::isAbsolute);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }
}
