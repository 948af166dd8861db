package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Path;

/** Opens a library where it lies, in a JVM that has opened one before; tells how long it took. */
public final class OpenSecond {
  private OpenSecond() {}

  /**
   * Runs it.
   *
   * @param arguments the results; who opens; the library that is opened before; the library
   * @throws IOException if the result can't be written
   */
  public static void main(String[] arguments) throws IOException {
    Opener opener = Opener.valueOf(arguments[1]);
    try (Results results = Results.of(arguments)) {
      opener.time(Path.of(arguments[2]));
      results.say(opener.time(Path.of(arguments[3])));
    }
  }
}
