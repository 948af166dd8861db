package org.alfheim.itests.benchmarks.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What valgrind's callgrind says. */
final class Callgrind {
  private static final Pattern COLLECTED = Pattern.compile("(?m)^==\\d+== Collected : (\\d+)");
  private static final Pattern FUNCTION =
      Pattern.compile("^ *([\\d,]+) \\(.*?%\\) +\\S*?:(\\S+) \\[(\\S+)\\]$");

  private Callgrind() {}

  /** A function, and how many instructions are its own. */
  record Function(String name, String object, long instructions) {}

  /**
   * The instructions that were collected.
   *
   * @throws IllegalArgumentException if it does not say
   */
  static long collected(String output) {
    Matcher matcher = COLLECTED.matcher(output);
    if (!matcher.find()) {
      throw new IllegalArgumentException("callgrind does not say what it has collected");
    }
    return Long.parseLong(matcher.group(1));
  }

  /** The functions that have the most, from the output of {@code callgrind_annotate}. */
  static List<Function> functions(String annotated, int most) {
    List<Function> functions = new ArrayList<>();
    for (String line : annotated.lines().toList()) {
      Matcher matcher = FUNCTION.matcher(line);
      if (matcher.matches() && functions.size() < most) {
        functions.add(
            new Function(
                matcher.group(2),
                matcher.group(3).substring(matcher.group(3).lastIndexOf('/') + 1),
                Long.parseLong(matcher.group(1).replace(",", ""))));
      }
    }
    return functions;
  }
}
