package org.alfheim.itests.benchmarks.profile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.itests.benchmarks.probe.ProfiledOpen;

/** The system calls of one thread between two marks, from what strace writes with {@code -f -o}. */
final class SystemCalls {
  /**
   * The thread, and the name of a call that begins; the end of an interrupted one is not counted.
   */
  private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\(.*");

  private SystemCalls() {}

  /**
   * Counts.
   *
   * @param trace the lines of strace
   * @return how many of each, by name
   * @throws IllegalArgumentException if one of the marks is not there
   */
  static Map<String, Integer> count(List<String> trace) {
    Map<String, Integer> counts = new TreeMap<>();
    String thread = null;
    for (String line : trace) {
      Matcher call = CALL.matcher(line);
      if (!call.matches()) {
        continue;
      }
      if (line.contains('"' + ProfiledOpen.BEGIN_FILE + '"')) {
        thread = call.group(1);
      } else if (call.group(1).equals(thread)) {
        if (line.contains('"' + ProfiledOpen.END_FILE + '"')) {
          return counts;
        }
        counts.merge(call.group(2), 1, Integer::sum);
      }
    }
    throw new IllegalArgumentException(
        "the trace has no mark of the " + (thread == null ? "begin" : "end"));
  }
}
