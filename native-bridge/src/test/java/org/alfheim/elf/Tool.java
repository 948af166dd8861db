package org.alfheim.elf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the platform, run for what it prints. */
final class Tool {
  private Tool() {}

  /**
   * Runs a command to its end and gives its output; fails with the output if the command fails,
   * with status 124 if it takes more than two minutes.
   */
  static String run(String... command) {
    return run(List.of(command));
  }

  static String run(List<String> command) {
    try {
      List<String> limited = new ArrayList<>(List.of("timeout", "120"));
      limited.addAll(command);
      Process process = new ProcessBuilder(limited).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(String.join(" ", command) + ": status " + status + "\n" + output);
      }
      return output;
    } catch (IOException cannotRun) {
      throw new UncheckedIOException(cannotRun);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command + " was interrupted", interrupted);
    }
  }

  /** Where the compiler finds a library of the platform, or the bare name if it has none. */
  static Path library(String soname) {
    return Path.of(run("gcc", "-print-file-name=" + soname).strip()).normalize();
  }
}
