package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens the files of a folder, and tells what each of them leaves in the process. */
public final class Leave {
  private Leave() {}

  /** What a process has: mappings, bytes of heap in use, bytes of memory that is resident. */
  private record Possessions(int mappings, long heap, long resident, long proportional) {

    static Possessions now() throws IOException {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      int mappings = Files.readAllLines(Path.of("/proc/self/maps")).size();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      List<String> rollup = Files.readAllLines(Path.of("/proc/self/smaps_rollup"));
      return new Possessions(mappings, heap, bytes(rollup, "Rss:"), bytes(rollup, "Pss:"));
    }

    private static long bytes(List<String> rollup, String name) {
      for (String line : rollup) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      throw new IllegalStateException("smaps_rollup has no " + name);
    }
  }

  /**
   * Runs it.
   *
   * @param arguments the results; who opens; the folder; how many of its files come first and are
   *     not counted
   * @throws IOException if the folder can't be read
   */
  public static void main(String[] arguments) throws IOException {
    Opener opener = Opener.valueOf(arguments[1]);
    int uncounted = Integer.parseInt(arguments[3]);
    try (Results results = Results.of(arguments);
        Stream<Path> listed = Files.list(Path.of(arguments[2]))) {
      List<Path> files = listed.sorted().toList();
      files.subList(0, uncounted).forEach(opener::open);
      Possessions.now();
      Possessions before = Possessions.now();
      files.subList(uncounted, files.size()).forEach(opener::open);
      Possessions after = Possessions.now();
      double count = files.size() - uncounted;
      results.say((after.mappings - before.mappings) / count);
      results.say((after.heap - before.heap) / count);
      results.say((after.resident - before.resident) / count);
      results.say((after.proportional - before.proportional) / count);
    }
  }
}
