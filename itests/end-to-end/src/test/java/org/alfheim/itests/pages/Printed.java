package org.alfheim.itests.pages;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a page says that a command prints.
 *
 * @param lines the lines; an ellipsis in one stands for anything within it, one alone for any lines
 */
public record Printed(List<String> lines) {
  private static final String ANYTHING = "\u2026";
  private static final Pattern SPACES_AT_ENDS = Pattern.compile("[ \t]+$", Pattern.MULTILINE);

  /** Whether a text is that. */
  public boolean fits(String text) {
    StringBuilder pattern = new StringBuilder();
    for (String line : lines) {
      if (line.strip().equals(ANYTHING)) {
        pattern.append("(?:[^\n]*\n)*?");
      } else {
        for (String part : line.splitWithDelimiters(ANYTHING, 0)) {
          pattern.append(part.equals(ANYTHING) ? "[^\n]*" : Pattern.quote(part));
        }
        pattern.append('\n');
      }
    }
    String shown = SPACES_AT_ENDS.matcher(text).replaceAll("");
    String whole = shown.isEmpty() || shown.endsWith("\n") ? shown : shown + "\n";
    return Pattern.matches(pattern.toString(), whole);
  }

  /** The text of the page. */
  @Override
  public String toString() {
    return lines.isEmpty() ? "nothing\n" : String.join("\n", lines) + "\n";
  }
}
