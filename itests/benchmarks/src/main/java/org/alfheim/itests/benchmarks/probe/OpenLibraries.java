package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Opens copies of many libraries in a JVM that is warm. The first copy of each brings what it
 * needs, and is not counted. Tells of each library before it is opened, since one may end the
 * process.
 */
public final class OpenLibraries {
  private static final int COPIES = 3;

  private OpenLibraries() {}

  /**
   * Runs it.
   *
   * @param arguments the results; who opens; a small library, and how many copies of it come first;
   *     a file with the libraries, one a line, and of how many that open it is enough
   * @throws IOException if a copy can't be made
   */
  public static void main(String[] arguments) throws IOException {
    Opener opener = Opener.valueOf(arguments[1]);
    int enough = Integer.parseInt(arguments[5]);
    int opened = 0;
    try (Results results = Results.of(arguments)) {
      new NewCopies(Path.of(arguments[2])).open(opener, Integer.parseInt(arguments[3]));
      for (String library : Files.readAllLines(Path.of(arguments[4]))) {
        results.say("opens " + library);
        try {
          results.say("took " + middle(opener, new NewCopies(Path.of(library))) + " " + library);
          opened++;
        } catch (RuntimeException refusal) {
          results.say("refused " + library);
        }
        if (opened == enough) {
          return;
        }
      }
    }
  }

  private static long middle(Opener opener, NewCopies library) throws IOException {
    library.open(opener, 1);
    long[] times = library.open(opener, COPIES);
    Arrays.sort(times);
    return times[COPIES / 2];
  }
}
