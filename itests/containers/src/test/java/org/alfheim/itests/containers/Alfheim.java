package org.alfheim.itests.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code ./alfheim} of the source tree. */
final class Alfheim {

  private static final Path ROOT = Path.of(System.getProperty("alfheim.root"));

  private Alfheim() {}

  /** Runs the command, which has to succeed, and gives what it says on both streams. */
  static String alfheim(String... words) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("alfheim").toString()));
    command.addAll(List.of(words));
    return run(command);
  }

  /**
   * Runs a program, which has to succeed in eight minutes, and gives what it says on both streams.
   */
  static String run(List<String> command) {
    List<String> limited = new ArrayList<>(List.of("timeout", "480"));
    limited.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(limited).redirectErrorStream(true);
    // These tests are part of a build: what is to be run has been built.
    builder
        .environment()
        .putAll(Map.of("ALFHEIM_BUILD", "never", "JAVA_HOME", System.getProperty("java.home")));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The root of the source tree. */
  static Path root() {
    return ROOT;
  }
}
