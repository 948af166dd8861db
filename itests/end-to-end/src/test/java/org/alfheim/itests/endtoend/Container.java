package org.alfheim.itests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A container that runs, and is talked to over its standard input. */
final class Container implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String END_OF_ANSWER = "-- end of answer --";

  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  private Container(ProcessBuilder builder) throws IOException {
    this.process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    this.commands = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  static Container start(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(options));
    return new Container(Alfheim.builder(words.toArray(String[]::new)));
  }

  /** A container whose temporary files lie in a folder of the caller's. */
  static Container startIn(Path temporary) throws IOException {
    ProcessBuilder builder = Alfheim.builder("run");
    builder.environment().put("TMPDIR", temporary.toString());
    return new Container(builder);
  }

  /** A container with a variable in its environment. */
  static Container startWith(String variable, String value, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(options));
    ProcessBuilder builder = Alfheim.builder(words.toArray(String[]::new));
    builder.environment().put(variable, value);
    return new Container(builder);
  }

  Process process() {
    return process;
  }

  /** Nothing more comes on the standard input. */
  void endInput() throws IOException {
    commands.close();
  }

  /** Runs a command, and gives what it prints. */
  String ask(String command) throws IOException {
    commands.write(command + "\necho '" + END_OF_ANSWER + "'\n");
    commands.flush();
    List<String> answer = new ArrayList<>();
    for (String line = answers.readLine(); ; line = answers.readLine()) {
      if (line == null) {
        throw new AssertionError("the container has ended");
      }
      if (line.equals(END_OF_ANSWER)) {
        return String.join("\n", answer);
      }
      answer.add(line);
    }
  }

  /** Runs a command again and again until its answer is what is hoped for. */
  void until(String command, Predicate<String> hope) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    String answer = ask(command);
    while (!hope.test(answer)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(command + " still answers: " + answer);
      }
      Thread.sleep(100);
      answer = ask(command);
    }
  }

  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    } finally {
      process.destroy();
    }
  }
}
