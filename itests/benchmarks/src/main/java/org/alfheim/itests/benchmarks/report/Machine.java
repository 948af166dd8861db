package org.alfheim.itests.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run was on: a figure alone says more of this than of the program.
 *
 * @param processors how many
 * @param model their name
 * @param memory bytes of memory
 * @param kernel the kernel's name and release
 * @param glibc the C library's release
 * @param jdk the JVM's release
 */
public record Machine(
    int processors, String model, long memory, String kernel, String glibc, String jdk) {

  /** This machine. */
  public static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        field("/proc/cpuinfo", "model name"),
        Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) * 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        releaseOfGlibc(),
        System.getProperty("java.runtime.version"));
  }

  private static String field(String file, String name) {
    try {
      for (String line : Files.readAllLines(Path.of(file))) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).strip().equals(name)) {
          return line.substring(colon + 1).strip();
        }
      }
      return "0";
    } catch (IOException e) {
      return "0";
    }
  }

  /** As the program that comes with it tells. */
  private static String releaseOfGlibc() {
    try {
      Process process =
          new ProcessBuilder("getconf", "GNU_LIBC_VERSION")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .replace("glibc", "")
          .strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** One line. */
  public String format() {
    return processors
        + " processors ("
        + model
        + "), "
        + Unit.BYTES.format((double) memory)
        + ", "
        + kernel
        + ", glibc "
        + glibc
        + ", Java "
        + jdk;
  }
}
