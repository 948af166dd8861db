package org.alfheim.itests.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the JVM reports of a crash.
 *
 * @param frame the frame in which it happened, as the report has it
 * @param fetch whether there was nothing to execute at that place
 */
record Crash(String frame, boolean fetch) {
  private static final Pattern FRAME = Pattern.compile("# Problematic frame:\n# (.*)\n");
  private static final Pattern ERROR = Pattern.compile("ERR=0x([0-9a-f]+)");

  /** Of the processor's error code for a fault: an instruction was to be fetched. */
  private static final long FETCH = 0x10;

  /** A library that is open has its name; one that ld.so is about to load, its descriptor's. */
  private static final Pattern LIBRARY =
      Pattern.compile("\\[(?:mutant-)?\\d+(?:#[^+]*)?\\+0x([0-9a-f]+)]");

  /**
   * Takes the report of a crash from a folder.
   *
   * @return the crash; empty if there is no report
   */
  static Optional<Crash> takeFrom(Path folder) throws IOException {
    List<Path> reports;
    try (Stream<Path> files = Files.list(folder)) {
      reports = files.filter(file -> file.getFileName().toString().startsWith("hs_err_")).toList();
    }
    Optional<Crash> crash = Optional.empty();
    for (Path report : reports) {
      crash = read(Files.readString(report, StandardCharsets.ISO_8859_1));
      Files.delete(report);
    }
    return crash;
  }

  private static Optional<Crash> read(String report) {
    Matcher frame = FRAME.matcher(report);
    Matcher error = ERROR.matcher(report);
    if (!frame.find()) {
      return Optional.empty();
    }
    boolean fetch = error.find() && (Long.parseUnsignedLong(error.group(1), 16) & FETCH) != 0;
    return Optional.of(new Crash(frame.group(1), fetch));
  }

  /**
   * Whether the library's own code did it: there was code at the place, and it is the library's.
   *
   * @param span how far the library's segments reach
   */
  boolean inLibrary(long span) {
    Matcher library = LIBRARY.matcher(frame);
    return !fetch && library.find() && Long.parseLong(library.group(1), 16) < span;
  }
}
