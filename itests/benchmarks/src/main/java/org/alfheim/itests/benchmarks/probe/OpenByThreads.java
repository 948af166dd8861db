package org.alfheim.itests.benchmarks.probe;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Opens all files of a folder by some threads; tells how long that took, and the processors' time.
 */
public final class OpenByThreads {
  private OpenByThreads() {}

  /**
   * Runs it.
   *
   * @param arguments the results; who opens; how many threads; a library that is opened before; the
   *     folder
   * @throws IOException if the folder can't be read
   * @throws InterruptedException if the thread is interrupted
   * @throws ExecutionException if a file does not open
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Opener opener = Opener.valueOf(arguments[1]);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Results results = Results.of(arguments);
        Stream<Path> listed = Files.list(Path.of(arguments[4]));
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]))) {
      List<Path> files = listed.sorted().toList();
      opener.time(Path.of(arguments[3]));
      long used = system.getProcessCpuTime();
      long start = System.nanoTime();
      List<Future<?>> opened = new ArrayList<>();
      for (Path file : files) {
        opened.add(threads.submit(() -> opener.open(file)));
      }
      for (Future<?> each : opened) {
        each.get();
      }
      results.say(System.nanoTime() - start);
      results.say(system.getProcessCpuTime() - used);
    }
  }
}
