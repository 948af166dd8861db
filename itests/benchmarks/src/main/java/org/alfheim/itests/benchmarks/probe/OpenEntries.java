package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.spi.PluginSource;

/**
 * Loads a library out of a jar, again and again, each time as one that nobody has loaded before, in
 * a JVM that is warm; tells how long each time took.
 */
public final class OpenEntries {
  private final JarFile jar;
  private final boolean extracts;
  private int opened;

  private OpenEntries(JarFile jar, boolean extracts) {
    this.jar = jar;
    this.extracts = extracts;
  }

  /**
   * Runs it.
   *
   * @param arguments the results; {@code extract} for a file and {@code System.load}, or {@code
   *     stream} for Alfheim; the jar; an entry that is small, and how often it comes first; the
   *     entry, how often it comes then, and how often it is measured
   * @throws IOException if the jar can't be read, or the file not be written
   */
  public static void main(String[] arguments) throws IOException {
    try (Results results = Results.of(arguments);
        JarFile jar = new JarFile(arguments[2])) {
      OpenEntries probe = new OpenEntries(jar, arguments[1].equals("extract"));
      probe.open(arguments[3], Integer.parseInt(arguments[4]));
      probe.open(arguments[5], Integer.parseInt(arguments[6]));
      for (long time : probe.open(arguments[5], Integer.parseInt(arguments[7]))) {
        results.say(time);
      }
    }
  }

  private long[] open(String name, int count) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      if (extracts) {
        extract(entry);
      } else {
        opened++;
        Loader.open(
            new PluginSource.OfStream(
                name + opened, entry.getSize(), () -> jar.getInputStream(entry)),
            OpenOptions.usual());
      }
      times[i] = System.nanoTime() - start;
    }
    return times;
  }

  /** As those do it who bring libraries in their jars. */
  @SuppressWarnings("restricted")
  private void extract(ZipEntry entry) throws IOException {
    Path file = Files.createTempFile("extracted", ".so");
    try (InputStream content = jar.getInputStream(entry)) {
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    }
    System.load(file.toString());
    Files.delete(file);
  }
}
