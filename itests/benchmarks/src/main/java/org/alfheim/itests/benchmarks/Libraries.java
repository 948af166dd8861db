package org.alfheim.itests.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Libraries of the system, of several sizes, as far as they are installed. */
final class Libraries {
  private static final Path FOLDER = Path.of("/usr/lib/x86_64-linux-gnu");

  /** Those of which hundreds of copies can be open at once. */
  static final List<Path> SMALL = installed("gconv/ISO8859-1.so", "libz.so.1", "libcrypto.so.3");

  /** Those that are measured where they lie. */
  static final List<Path> ALL =
      Stream.concat(installed("libz.so.1", "libcrypto.so.3").stream(), largest().stream()).toList();

  private Libraries() {}

  private static List<Path> installed(String... names) {
    return Stream.of(names).map(FOLDER::resolve).filter(Files::exists).toList();
  }

  private static List<Path> largest() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("libLLVM-\\d+\\.so\\.1"))
          .sorted()
          .limit(1)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
