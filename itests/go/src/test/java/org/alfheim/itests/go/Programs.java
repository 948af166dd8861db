package org.alfheim.itests.go;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end. */
final class Programs {
  private static final int MINUTES = 10;

  private Programs() {}

  /**
   * What came of a program.
   *
   * @param status its exit status; 128 plus the signal's number where one ended it
   * @param output what it wrote, to the standard output or the standard error
   */
  record Outcome(int status, String output) {
    /** The lines of the output, but for those that Java itself writes of options. */
    List<String> lines() {
      return output
          .lines()
          .filter(line -> !line.startsWith("NOTE: Picked up ") && !line.startsWith("WARNING:"))
          .toList();
    }
  }

  /** What a program that must succeed writes. */
  static String run(List<String> command, Path folder, Map<String, String> environment) {
    Outcome outcome = outcome(command, folder, environment);
    if (outcome.status() != 0) {
      throw new AssertionError(
          String.join(" ", command) + ": status " + outcome.status() + "\n" + outcome.output());
    }
    return outcome.output();
  }

  /** Runs a program for ten minutes at most. */
  static Outcome outcome(List<String> command, Path folder, Map<String, String> environment) {
    try {
      File output = Files.createTempFile("program", ".out").toFile();
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly().waitFor();
          throw new AssertionError(
              String.join(" ", command) + " did not end in " + MINUTES + " min: " + text(output));
        }
        return new Outcome(process.exitValue(), text(output));
      } finally {
        Files.delete(output.toPath());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(File output) throws IOException {
    return Files.readString(output.toPath(), StandardCharsets.UTF_8);
  }
}
