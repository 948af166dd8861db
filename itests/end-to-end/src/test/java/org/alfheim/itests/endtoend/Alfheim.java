package org.alfheim.itests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code ./alfheim}, run as a person runs it. */
final class Alfheim {

  private static final Path ROOT = Path.of(System.getProperty("alfheim.root"));
  private static final long TIMEOUT = 120;

  private Alfheim() {}

  /** Runs the command with nothing on its standard input, and waits for its end. */
  static Run alfheim(String... words) {
    return alfheimReading("", words);
  }

  /** Runs the command with a text on its standard input, and waits for its end. */
  static Run alfheimReading(String input, String... words) {
    return run(input, builder(words));
  }

  /** Runs the command with a variable in its environment, and waits for its end. */
  static Run alfheimWith(String variable, String value, String... words) {
    ProcessBuilder builder = builder(words);
    builder.environment().put(variable, value);
    return run(builder);
  }

  /**
   * Runs a line of Bash, in which {@code alfheim} is the command: Java's own strings have no bytes.
   */
  static Run bash(String line) {
    ProcessBuilder builder = builder();
    String command = builder.command().getFirst();
    return run(builder.command("bash", "-c", "alfheim() { '" + command + "' \"$@\"; }; " + line));
  }

  /** Runs a command with nothing on its standard input, and waits for its end. */
  static Run run(ProcessBuilder builder) {
    return run("", builder);
  }

  private static Run run(String input, ProcessBuilder builder) {
    try {
      Path folder = Files.createTempDirectory("end-to-end-");
      Path in = Files.writeString(folder.resolve("in"), input);
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      Process process =
          start(
              builder
                  .redirectInput(in.toFile())
                  .redirectOutput(out.toFile())
                  .redirectError(err.toFile()));
      if (!process.waitFor(TIMEOUT, SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "no end within %d seconds: %s\n%s%s"
                .formatted(
                    TIMEOUT, builder.command(), Files.readString(out), Files.readString(err)));
      }
      Run run =
          new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
      for (Path each : List.of(in, out, err, folder)) {
        Files.delete(each);
      }
      return run;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The status of a process, which has to end by itself or has been told to. */
  static int end(Process process) throws InterruptedException {
    if (!process.waitFor(TIMEOUT, SECONDS)) {
      String command = process.info().commandLine().orElse("a process");
      process.destroyForcibly();
      throw new AssertionError("no end within %d seconds: %s".formatted(TIMEOUT, command));
    }
    return process.exitValue();
  }

  /** The command, to be started and talked to while it runs. */
  static ProcessBuilder builder(String... words) {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("alfheim").toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    // These tests are part of a build: what is to be run has been built.
    builder
        .environment()
        .putAll(Map.of("ALFHEIM_BUILD", "never", "JAVA_HOME", System.getProperty("java.home")));
    return builder;
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    return builder.start();
  }

  /** The root of the source tree. */
  static Path root() {
    return ROOT;
  }

  /**
   * How a run ended.
   *
   * @param status the status of the process
   * @param out what it wrote to the standard output
   * @param err what it wrote to the standard error
   */
  record Run(int status, String out, String err) {

    /** The lines of the standard output. */
    List<String> lines() {
      return out.lines().toList();
    }
  }
}
