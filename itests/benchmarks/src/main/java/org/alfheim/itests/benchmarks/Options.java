package org.alfheim.itests.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a person has asked for.
 *
 * @param lengthy whether it may take long
 * @param verbose whether JMH may say all that it has to say
 * @param json whether a program reads the result
 * @param only what the names of the rows have in them that are measured; empty for all
 * @param profile whether events are counted, and no time is measured
 * @param library the library whose open is counted; empty for the usual ones
 */
record Options(
    boolean lengthy,
    boolean verbose,
    boolean json,
    Optional<Pattern> only,
    boolean profile,
    Optional<Path> library) {

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if there is one that is not known, lacks its value, or does
   *     not go with another one; the message is for the person
   */
  static Options parse(List<String> arguments) {
    boolean lengthy = false;
    boolean verbose = false;
    boolean json = false;
    boolean profile = false;
    Optional<Pattern> only = Optional.empty();
    Optional<Path> library = Optional.empty();
    List<String> rest = new ArrayList<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.removeFirst();
      switch (argument) {
        case "--long" -> lengthy = true;
        case "--verbose" -> verbose = true;
        case "--json" -> json = true;
        case "--profile" -> {
          profile = true;
          if (!rest.isEmpty() && !rest.getFirst().startsWith("-")) {
            library = Optional.of(Path.of(rest.removeFirst()));
          }
        }
        case "--only" -> {
          if (rest.isEmpty()) {
            throw new IllegalArgumentException("--only needs a pattern: a part of a row's name");
          }
          only = Optional.of(pattern(rest.removeFirst()));
        }
        default -> throw new IllegalArgumentException("unknown option " + argument);
      }
    }
    if (json && verbose) {
      throw new IllegalArgumentException("--json goes without --verbose, whose output is no JSON");
    }
    if (profile && (lengthy || verbose || json || only.isPresent())) {
      throw new IllegalArgumentException("--profile goes alone");
    }
    return new Options(lengthy, verbose, json, only, profile, library);
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("--only " + text + ": " + e.getDescription(), e);
    }
  }

  Effort effort() {
    return lengthy ? Effort.LONG : Effort.SHORT;
  }

  /** Whether a row of this name is asked for. */
  boolean wants(String what) {
    return only.isEmpty() || only.get().matcher(what).find();
  }
}
