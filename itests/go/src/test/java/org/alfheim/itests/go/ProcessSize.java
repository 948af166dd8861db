package org.alfheim.itests.go;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process has at a time.
 *
 * @param resident memory, in KiB
 * @param addresses address space, in KiB
 * @param mappings mappings of memory
 * @param threads threads, Go's among them
 * @param files open files
 * @param heap Java's heap after a collection, in KiB
 * @param classes classes of Java
 */
record ProcessSize(
    long resident,
    long addresses,
    long mappings,
    long threads,
    long files,
    long heap,
    long classes) {
  private static final Path SELF = Path.of("/proc/self");

  /** Of this process; Java's garbage is collected first. */
  static ProcessSize now() {
    try {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      Runtime java = Runtime.getRuntime();
      String status = Files.readString(SELF.resolve("status"));
      return new ProcessSize(
          number(status, "VmRSS"),
          number(status, "VmSize"),
          Files.readString(SELF.resolve("maps")).lines().count(),
          number(status, "Threads"),
          openFiles(),
          (java.totalMemory() - java.freeMemory()) >> 10,
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(SELF.resolve("fd"))) {
      return files.count();
    }
  }

  private static long number(String status, String field) {
    return Pattern.compile("^" + field + ":\\s+(\\d+)", Pattern.MULTILINE)
        .matcher(status)
        .results()
        .map((MatchResult line) -> Long.parseLong(line.group(1)))
        .findFirst()
        .orElseThrow();
  }

  /** What has come for each of some rounds since then. */
  ProcessSize since(ProcessSize then, int rounds) {
    return new ProcessSize(
        (resident - then.resident) / rounds,
        (addresses - then.addresses) / rounds,
        (mappings - then.mappings) / rounds,
        (threads - then.threads) / rounds,
        (files - then.files) / rounds,
        (heap - then.heap) / rounds,
        (classes - then.classes) / rounds);
  }

  /** Whether nothing is more than in another one. */
  boolean isBelow(ProcessSize most) {
    return resident <= most.resident
        && addresses <= most.addresses
        && mappings <= most.mappings
        && threads <= most.threads
        && files <= most.files
        && heap <= most.heap
        && classes <= most.classes;
  }

  /** As {@link #of} reads it. */
  String toText() {
    return resident + " " + addresses + " " + mappings + " " + threads + " " + files + " " + heap
        + " " + classes;
  }

  /** Reads what {@link #toText} wrote. */
  static ProcessSize of(String text) {
    long[] words = Stream.of(text.split(" ")).mapToLong(Long::parseLong).toArray();
    return new ProcessSize(words[0], words[1], words[2], words[3], words[4], words[5], words[6]);
  }
}
