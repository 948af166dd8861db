package org.alfheim.policy;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.plugin.Provenance;
import org.alfheim.plugin.admission.Candidate;

/**
 * Where an image comes from.
 *
 * @param location what its opener says: a bundle's location; the path of a file that was opened
 *     without
 * @param files the real path of the file that it is, or that its bundle was made of; of what is
 *     linked of several objects all of theirs; none where it is in memory
 */
record ImageOrigin(String location, List<Path> files) {
  /**
   * A URL that leads to a file and says no more. Whoever opens one with a fragment passes over what
   * is behind the sign, and a path may hold it.
   */
  private static final Pattern FILE =
      Pattern.compile("file:(?://(?:localhost)?)?(/[^?#]*)(?:\\?[^#]*)?", Pattern.DOTALL);

  private static final Set<String> DOTS = Set.of(".", "..");

  ImageOrigin {
    files = List.copyOf(files);
  }

  static ImageOrigin of(Candidate candidate) {
    List<Candidate.Part> objects = candidate.objects();
    if (objects.isEmpty() || objects.stream().anyMatch(part -> part.file().isEmpty())) {
      return of(candidate.file(), candidate.provenance());
    }
    List<Path> files = objects.stream().map(part -> part.file().orElseThrow()).toList();
    return new ImageOrigin(
        candidate
            .provenance()
            .map(Provenance::location)
            .orElseGet(() -> files.stream().map(Path::toString).collect(joining("+"))),
        files);
  }

  static ImageOrigin of(Optional<Path> file, Optional<Provenance> provenance) {
    String location =
        provenance.map(Provenance::location).or(() -> file.map(Path::toString)).orElse("memory");
    if (file.isPresent()) {
      return new ImageOrigin(location, List.of(file.get()));
    }
    Optional<Path> source =
        provenance.orElse(null) instanceof BundleImage image ? image.file() : Optional.empty();
    return new ImageOrigin(
        location, source.or(() -> file(location).flatMap(ImageOrigin::real)).stream().toList());
  }

  /** The file of a location such as {@code file:/opt/x.jar}, by the path that stands there. */
  static Optional<Path> file(String location) {
    String url = location;
    while (url.startsWith("elf:") || url.startsWith("reference:")) {
      url = url.substring(url.indexOf(':') + 1);
    }
    Matcher parts = FILE.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      // A plus is a plus in a path.
      String plain = URLDecoder.decode(parts.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
      return Optional.of(Path.of(plain));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /**
   * The path without links, as the kernel follows it: {@code ..} is the parent of what a link leads
   * to. Of a file that has gone since, as far as it is there; nothing if that leaves {@code ..}.
   */
  static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException gone) {
      Path parent = path.getParent();
      Path name = path.getFileName();
      return parent == null || name == null || DOTS.contains(name.toString())
          ? Optional.empty()
          : real(parent).map(folder -> folder.resolve(name));
    }
  }

  /** Whether all of it lies in a folder, or in one within, or is that file. */
  boolean within(Path folder) {
    Path real = real(folder).orElse(folder);
    return !files.isEmpty() && files.stream().allMatch(path -> path.startsWith(real));
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
