package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words of a comment of C: its first paragraph, without what its tools read. */
final class CommentText {
  private static final Pattern FRAME =
      Pattern.compile("^(?:/\\*+[!<]*|//[/!]*<?)|\\*+/$|^\\s*\\*+(?!/)");

  /** Doxygen's commands for how a word looks, in the middle of a line. */
  private static final Pattern LOOK =
      Pattern.compile("(?<![\\w@\\\\])[@\\\\](?:a|b|c|e|em|p|ref)\\s+");

  private static final Pattern BRIEF = Pattern.compile("^[@\\\\](?:brief|short)\\s+");

  /** {@code CAPI3REF: Closing A Database}: a word for a tool, and what may be a title. */
  private static final Pattern KEYWORD = Pattern.compile("^([A-Z][A-Z0-9_]{4,}): (?!//)(.*)");

  /** SQLite's marks of what its tests prove, and its links. */
  private static final Pattern MARK = Pattern.compile("\\^\\(|\\)\\^|\\^(?=[A-Z(])");

  private static final Pattern LINK = Pattern.compile("\\[(?:[^\\]|]*\\|)?([\\w() ]+)\\](?!\\()");

  private CommentText() {}

  /** The first paragraph as one line; empty if it has no word. */
  static Optional<String> of(List<String> comment) {
    List<String> words = new ArrayList<>();
    boolean tool = false;
    for (String line : comment) {
      String text = line.strip();
      String before;
      do {
        before = text;
        text = FRAME.matcher(text).replaceAll("").strip();
      } while (!text.equals(before) && FRAME.matcher(text).find());
      text = BRIEF.matcher(text).replaceFirst("");
      var keyword = KEYWORD.matcher(text);
      if (keyword.matches()) {
        boolean title = words.isEmpty() && !tool;
        tool = true;
        if (title) {
          words.add(sentence(keyword.group(2)));
        }
        continue;
      }
      boolean tag = text.startsWith("@") || text.startsWith("\\");
      boolean rule = !text.isEmpty() && text.chars().noneMatch(Character::isLetterOrDigit);
      if (tool && text.isEmpty()) {
        continue; // The text comes behind what is for the tool.
      }
      if ((text.isEmpty() || tag) && !words.isEmpty()) {
        break;
      }
      if (!text.isEmpty() && !tag && !rule) {
        words.add(text);
        tool = false;
      }
    }
    String whole = plain(String.join(" ", words));
    return whole.chars().anyMatch(Character::isLetterOrDigit)
        ? Optional.of(whole)
        : Optional.empty();
  }

  private static String sentence(String title) {
    return title.matches(".*[.!?]") ? title : title + ".";
  }

  private static String plain(String text) {
    String plain = LOOK.matcher(text).replaceAll("");
    if (MARK.matcher(plain).find() || LINK.matcher(plain).find()) {
      plain = MARK.matcher(plain).replaceAll("");
      plain = LINK.matcher(plain).replaceAll("$1");
    }
    return plain.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?").strip();
  }
}
