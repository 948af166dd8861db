package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.alfheim.loader.LinkedObjects;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.spi.PluginSource;

/**
 * Opens an archive as a user does, again and again, until a function of it can be called; tells how
 * long each time took. Each image has a name of its own, so that none is one that is open.
 */
public final class LinkArchive {
  /** In a process with thousands of images ld.so takes its time for the next one. */
  private static final int MOST_OPENED = 200;

  private LinkArchive() {}

  /**
   * Runs it.
   *
   * @param arguments the results; the archive; a function of it; for how many seconds it is linked
   *     and opened before measuring; how often it is measured
   * @throws IOException if the results can't be written
   */
  public static void main(String[] arguments) throws IOException {
    try (Results results = Results.of(arguments)) {
      Path archive = Path.of(arguments[1]);
      long before = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[3]));
      int measured = Integer.parseInt(arguments[4]);
      long begin = System.nanoTime();
      int opened = 0;
      while (System.nanoTime() - begin < before) {
        LinkedObjects.of(List.of(new PluginSource.OfFile(archive)), Linking.USUAL);
        if (opened < MOST_OPENED) {
          open(archive, "image" + opened++, arguments[2]);
        }
      }
      for (int i = 0; i < measured; i++) {
        results.say(open(archive, "image" + opened++, arguments[2]));
      }
    }
  }

  /** Opens it under a name of its own, and gives the nanoseconds. */
  private static long open(Path archive, String name, String function) {
    long start = System.nanoTime();
    Linking how = new Linking(List.of(), false, false, Optional.of(name));
    Plugin plugin = Loader.open(archive, OpenOptions.builder().linking(how).build());
    boolean found = plugin.find(function).isPresent();
    long took = System.nanoTime() - start;
    if (!found) {
      throw new IllegalStateException("no " + function + " in " + archive);
    }
    return took;
  }
}
