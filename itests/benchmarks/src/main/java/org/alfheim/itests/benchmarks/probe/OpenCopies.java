package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Path;

/** Opens copies of a library in a JVM that is warm, and tells how long each took. */
public final class OpenCopies {
  private OpenCopies() {}

  /**
   * Runs it.
   *
   * @param arguments the results; who opens; a small library, and how many copies of it come first;
   *     the library, how many copies of it come then, and how many are measured
   * @throws IOException if a copy can't be made
   */
  public static void main(String[] arguments) throws IOException {
    Opener opener = Opener.valueOf(arguments[1]);
    NewCopies library = new NewCopies(Path.of(arguments[4]));
    try (Results results = Results.of(arguments)) {
      new NewCopies(Path.of(arguments[2])).open(opener, Integer.parseInt(arguments[3]));
      library.open(opener, Integer.parseInt(arguments[5]));
      for (long time : library.open(opener, Integer.parseInt(arguments[6]))) {
        results.say(time);
      }
    }
  }
}
