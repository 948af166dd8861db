package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;

/**
 * Opens copies of a library one after the other and asks each for its types; tells of those that
 * count how long the first question took, and all of them.
 */
public final class AskTypes {
  private AskTypes() {}

  /**
   * Runs it.
   *
   * @param arguments the results; the library; its types; a function of it; how many copies are
   *     opened before those that count; how many of those
   * @throws IOException if a file can't be read or written
   */
  public static void main(String[] arguments) throws IOException {
    byte[] image = Files.readAllBytes(Path.of(arguments[1]));
    OpenOptions options =
        OpenOptions.builder().typesFrom(new CarriedTypes(Path.of(arguments[2]))).build();
    int before = Integer.parseInt(arguments[4]);
    int all = before + Integer.parseInt(arguments[5]);
    try (Results results = Results.of(arguments)) {
      for (int i = 0; i < all; i++) {
        Plugin plugin = Loader.open("copy " + i, image, options);
        Symbol function = plugin.lookup(arguments[3]);
        long start = System.nanoTime();
        String answer = function.type().orElseThrow().type().declare(arguments[3]);
        long first = System.nanoTime() - start;
        long known = plugin.symbols().stream().filter(each -> each.type().isPresent()).count();
        long whole = System.nanoTime() - start;
        if (i >= before) {
          results.say(first);
          results.say(whole);
        }
        if (known < 2 || answer.isEmpty()) {
          throw new IllegalStateException("no types are known");
        }
      }
    }
  }
}
