package org.alfheim.itests.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs to their ends. */
public final class Child {
  private static final int MOST_WORDS = 600;

  private Child() {}

  /**
   * How a program ended.
   *
   * @param nanoseconds how long it took, from the start of its process
   * @param output what it said on the standard output and the standard error
   */
  public record Ended(long nanoseconds, String output) {}

  /**
   * Runs a program.
   *
   * @param command its words
   * @param folder for what it says
   * @param seconds how long it may take
   * @return how it ended
   * @throws ChildException if it ends with another status than 0, or not in time; it is ended then
   */
  public static Ended run(List<String> command, Path folder, long seconds)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", "");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new ChildException("no end within " + seconds + " s: " + name(command));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    long took = System.nanoTime() - start;
    String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    Files.delete(output);
    if (process.exitValue() != 0) {
      throw new ChildException(
          "status " + process.exitValue() + " of " + name(command) + ": " + end(said));
    }
    return new Ended(took, said);
  }

  private static String name(List<String> command) {
    for (String word : command) {
      if (word.startsWith("org.alfheim.")) {
        return word.substring(word.lastIndexOf('.') + 1);
      }
    }
    return command.getFirst();
  }

  private static String end(String said) {
    return said.substring(Math.max(0, said.length() - MOST_WORDS)).strip();
  }
}
