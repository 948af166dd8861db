package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file for what a program has read. Each line is there as soon as it is said. */
final class Results implements AutoCloseable {
  private final PrintWriter lines;

  /** The file that is the first of a program's arguments. */
  static Results of(String[] arguments) throws IOException {
    return new Results(Path.of(arguments[0]));
  }

  private Results(Path file) throws IOException {
    this.lines = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
  }

  void say(Object line) {
    lines.println(line);
  }

  @Override
  public void close() {
    lines.close();
  }
}
