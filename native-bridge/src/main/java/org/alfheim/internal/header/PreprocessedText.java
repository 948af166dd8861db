package org.alfheim.internal.header;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code cc -E -dD} gives: lines of C, and the definitions of macros, each with its place.
 *
 * @param lines the lines that are not empty
 */
record PreprocessedText(List<Line> lines) {
  /** {@code # 12 "/usr/include/zlib.h" 1 3}: 1 begins a file, 2 goes back to one. */
  private static final Pattern MARKER =
      Pattern.compile("#(?:line)? (\\d{1,9}) \"(.*?)\"((?: [1-4])*)");

  /**
   * A line.
   *
   * @param text its text
   * @param file the file that it is from
   * @param number its number in that file
   * @param includedFrom the file that includes that file; empty if none does
   */
  record Line(String text, String file, int number, String includedFrom) {}

  static PreprocessedText of(String output) {
    List<Line> lines = new ArrayList<>();
    Deque<String> outer = new ArrayDeque<>();
    String file = "";
    int number = 0;
    for (String text : output.split("\n", -1)) {
      Matcher marker = MARKER.matcher(text);
      if (text.startsWith("#") && marker.matches()) {
        if (marker.group(3).contains("1")) {
          outer.push(file);
        } else if (marker.group(3).contains("2") && !outer.isEmpty()) {
          outer.pop();
        }
        file = marker.group(2).replace("\\\\", "\\").replace("\\\"", "\"");
        // It names the line that comes next.
        number = Integer.parseInt(marker.group(1)) - 1;
        continue;
      }
      number++;
      if (!text.isBlank()) {
        lines.add(new Line(text, file, number, outer.isEmpty() ? "" : outer.peek()));
      }
    }
    return new PreprocessedText(lines);
  }
}
