package org.alfheim.elf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The C compiler, at work in a directory of a test.
 *
 * @param directory where sources and results go
 */
record Gcc(Path directory) {

  /**
   * A shared object without the C library, so that the file holds what the source says and little
   * else.
   */
  Path bare(String name, String source, String... options) {
    List<String> all = new ArrayList<>(List.of("-shared", "-fPIC", "-nostdlib"));
    all.addAll(List.of(options));
    return compile(name, source, all);
  }

  /** A shared object as a build of a library makes it. */
  Path shared(String name, String source, String... options) {
    List<String> all = new ArrayList<>(List.of("-shared", "-fPIC"));
    all.addAll(List.of(options));
    return compile(name, source, all);
  }

  /** Whatever the options make of a source. */
  Path compile(String name, String source, List<String> options) {
    Path code = directory.resolve(name + ".c");
    Path result = directory.resolve(name);
    write(code, source);
    List<String> command =
        new ArrayList<>(List.of("gcc", "-o", result.toString(), code.toString()));
    command.addAll(options);
    Tool.run(command);
    return result;
  }

  /** A text file beside the results, such as a version script. */
  Path file(String name, String content) {
    return write(directory.resolve(name), content);
  }

  private static Path write(Path path, String content) {
    try {
      return Files.writeString(path, content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
