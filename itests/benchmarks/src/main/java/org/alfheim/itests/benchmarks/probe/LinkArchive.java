package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.Linker;
import org.alfheim.linker.object.Input;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;

/**
 * Links an archive and opens what comes out, again and again, until a function of it can be called;
 * tells how long each time took. Each image has a name of its own, so that none is one that is
 * open.
 */
public final class LinkArchive {
  private LinkArchive() {}

  /**
   * Runs it.
   *
   * @param arguments the results; the archive; a function of it; how often it is linked before
   *     measuring; how often it is measured
   * @throws IOException if the archive can't be read
   */
  public static void main(String[] arguments) throws IOException {
    try (Results results = Results.of(arguments)) {
      Path archive = Path.of(arguments[1]);
      int uncounted = Integer.parseInt(arguments[3]);
      int all = uncounted + Integer.parseInt(arguments[4]);
      for (int i = 0; i < all; i++) {
        long start = System.nanoTime();
        Plugin plugin = open(archive, "image" + i);
        boolean found = plugin.find(arguments[2]).isPresent();
        long took = System.nanoTime() - start;
        if (!found) {
          throw new IllegalStateException("no " + arguments[2] + " in " + archive);
        }
        if (i >= uncounted) {
          results.say(took);
        }
      }
    }
  }

  private static Plugin open(Path archive, String name) throws IOException {
    MemorySegment bytes = MemorySegment.ofArray(Files.readAllBytes(archive)).asReadOnly();
    Input input = Input.of(String.valueOf(archive.getFileName()), bytes);
    MemorySegment image =
        Linker.link(List.of(input), LinkOptions.standard().withSoname(name)).bytes();
    return Loader.open(name, image.toArray(ValueLayout.JAVA_BYTE));
  }
}
