package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A library of the system.
 *
 * @param name what it is called in the table
 * @param file where it is; empty if it is not installed
 */
public record Library(String name, Optional<Path> file) {
  /** Where Debian has them. */
  static final Path FOLDER = Path.of("/usr/lib/x86_64-linux-gnu");

  /** A conversion module of the C library: about the smallest that there is. */
  public static final Library SMALL = find("ISO8859-1.so", "gconv/ISO8859-1.so");

  public static final Library LIBZ = find("libz", "libz.so.1");
  public static final Library LIBCRYPTO = find("libcrypto", "libcrypto.so.3", "libcrypto.so.1.1");

  /** More than a hundred megabytes, and more than three hundred thousand relocations. */
  public static final Library LIBLLVM = new Library("libLLVM", largest());

  /** The three by which the table goes. */
  static final List<Library> SIZES = List.of(LIBZ, LIBCRYPTO, LIBLLVM);

  private static Library find(String name, String... files) {
    return new Library(
        name, Stream.of(files).map(FOLDER::resolve).filter(Files::exists).findFirst());
  }

  private static Optional<Path> largest() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file ->
              String.valueOf(file.getFileName()).matches("libLLVM(-\\d+\\.so\\.1|\\.so\\..*)"))
          .filter(Files::isRegularFile)
          .sorted()
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How many bytes it has. */
  long size() throws IOException {
    return Files.size(file.orElseThrow());
  }

  /** Why it is left out where it is not installed. */
  public String absence() {
    return name + " is not installed";
  }
}
