package org.alfheim.internal.header;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The errors that a compiler has told, by the lines of the file that was compiled.
 *
 * @param lines the first error of each line
 * @param elsewhere the first error that belongs to no line of the file
 */
record Diagnostics(Map<Integer, String> lines, Optional<String> elsewhere) {
  private static final Pattern MESSAGE =
      Pattern.compile("(.+?):(\\d+):(?:\\d+:)? (error|fatal error|note|warning): (.*)");
  private static final Pattern INCLUDED = Pattern.compile("(?:In file included| +) from .*");

  /** The errors in an output. */
  static Diagnostics of(String said, String file) {
    Map<Integer, String> lines = new TreeMap<>();
    String pending = null;
    String elsewhere = null;
    for (String text : said.split("\n", -1)) {
      Matcher matcher = MESSAGE.matcher(text);
      if (!matcher.matches() || INCLUDED.matcher(text).matches()) {
        continue;
      }
      boolean ours = matcher.group(1).equals(file);
      boolean error = matcher.group(3).endsWith("error");
      if (error) {
        elsewhere = elsewhere == null ? pending : elsewhere;
        pending = ours ? null : text;
      }
      // A note tells where in the file the error elsewhere comes from.
      if (ours && (error || pending != null)) {
        String message = error ? matcher.group(4) : pending;
        lines.putIfAbsent(Integer.valueOf(matcher.group(2)), message);
        pending = null;
      }
    }
    return new Diagnostics(lines, Optional.ofNullable(elsewhere == null ? pending : elsewhere));
  }
}
