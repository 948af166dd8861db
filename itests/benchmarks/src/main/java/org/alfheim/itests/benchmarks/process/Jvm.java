package org.alfheim.itests.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JVM of its own for one of the programs of {@link org.alfheim.itests.benchmarks.probe}.
 *
 * @param folder for what it writes
 * @param options what the JVM is told besides
 * @param classPath where its classes are
 * @param seconds how long it may take
 * @param results the file for the results, which stays; empty for one that goes with the process
 */
public record Jvm(
    Path folder, List<String> options, List<Path> classPath, long seconds, Optional<Path> results) {
  private static final long USUAL_LIMIT = 180;

  /** What every JVM is told that loads native code. */
  private static final List<String> LEAVE =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  /** The usual one: this class path, and no further options. */
  public static Jvm in(Path folder) {
    return new Jvm(folder, List.of(), ClassPath.parts(), USUAL_LIMIT, Optional.empty());
  }

  /** The same with further options. */
  public Jvm with(String... further) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(further));
    return new Jvm(folder, List.copyOf(all), classPath, seconds, results);
  }

  /** The same with another class path. */
  public Jvm on(List<Path> parts) {
    return new Jvm(folder, options, parts, seconds, results);
  }

  /** The same with another limit of time. */
  public Jvm within(long limit) {
    return new Jvm(folder, options, classPath, limit, results);
  }

  /** The same with results that stay, also where the process ends too early. */
  public Jvm keeping(Path file) {
    return new Jvm(folder, options, classPath, seconds, Optional.of(file));
  }

  /**
   * What a program has read.
   *
   * @param lines its results, in the order in which it wrote them
   * @param ended how its process ended
   */
  public record Result(List<String> lines, Child.Ended ended) {

    /** Results that are numbers, one a line. */
    public double[] numbers() {
      return lines.stream().mapToDouble(Double::parseDouble).toArray();
    }

    /** The only result, a number. */
    public double number() {
      return Double.parseDouble(lines.getFirst());
    }
  }

  /** The java of this JVM. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Runs a program whose first argument is the file for its results.
   *
   * @param program its class
   * @param arguments the further ones
   * @return what it has read
   * @throws ChildException if it does not end well
   */
  public Result run(Class<?> program, Object... arguments)
      throws IOException, InterruptedException {
    Path file = results.isPresent() ? results.get() : Files.createTempFile(folder, "results", "");
    try {
      Child.Ended ended = Child.run(command(file, program, arguments), folder, seconds);
      return new Result(Files.readAllLines(file), ended);
    } finally {
      if (results.isEmpty()) {
        Files.delete(file);
      }
    }
  }

  /** The words of a command that runs a program, its results in a file. */
  public List<String> command(Path file, Class<?> program, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(LEAVE);
    command.add("-Djava.io.tmpdir=" + folder);
    // A library that ends the process is found out by that alone.
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"));
    command.addAll(options);
    command.add("-cp");
    command.add(ClassPath.join(classPath));
    command.add(program.getName());
    command.add(file.toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }
}
