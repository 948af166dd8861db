package org.alfheim.itests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/** A container that runs, and is talked to over its standard input. */
final class Container implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String END_OF_ANSWER = "-- end of answer --";
  private static final String END = "-- end of the container --";

  private final Path errors;
  private final Process process;
  private final Writer commands;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private Container(ProcessBuilder builder) throws IOException {
    this.errors = Files.createTempFile("container", ".err");
    this.process = builder.redirectError(errors.toFile()).start();
    this.commands = process.outputWriter(UTF_8);
    Thread.ofPlatform().daemon().start(this::listen);
  }

  private void listen() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      output.lines().forEach(answers::add);
    } catch (IOException | UncheckedIOException ended) {
      // With the process.
    } finally {
      answers.add(END);
    }
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
  String ask(String command) throws IOException, InterruptedException {
    commands.write(command + "\necho '" + END_OF_ANSWER + "'\n");
    commands.flush();
    List<String> answer = new ArrayList<>();
    Instant deadline = Instant.now().plus(PATIENCE);
    String line = next(deadline);
    while (!END_OF_ANSWER.equals(line)) {
      if (line == null || line.equals(END)) {
        throw new AssertionError(
            (line == null ? "not answered within " + PATIENCE : "the container has ended")
                + ": "
                + command
                + ": "
                + answer
                + "\n"
                + Files.readString(errors));
      }
      answer.add(line);
      line = next(deadline);
    }
    return String.join("\n", answer);
  }

  private String next(Instant deadline) throws InterruptedException {
    return answers.poll(Duration.between(Instant.now(), deadline).toMillis(), MILLISECONDS);
  }

  /** Runs a command again and again until its answer is what is hoped for. */
  void until(String command, Predicate<String> hope) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    String answer = ask(command);
    while (!hope.test(answer)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(
            command + " still answers: " + answer + "\n" + Files.readString(errors));
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
      errors.toFile().delete();
    }
  }
}
