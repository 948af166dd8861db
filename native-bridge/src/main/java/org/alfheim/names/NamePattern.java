package org.alfheim.names;

import java.util.function.Predicate;

/**
 * Which names are meant: {@code *} stands for any characters, {@code ?} for one. There is no way to
 * mean these characters themselves, which names of symbols in C do not have.
 *
 * <p>Names come from images, and an image may be hostile: to match takes time in proportion to the
 * length of the name times that of the pattern, whatever is in them.
 */
public final class NamePattern implements Predicate<String> {
  private final String text;
  private final int[] pattern;
  private final boolean anyCase;

  private NamePattern(String text, String pattern, boolean anyCase) {
    this.text = text;
    this.anyCase = anyCase;
    this.pattern = characters(pattern);
  }

  /**
   * Whole names.
   *
   * @param text the pattern
   * @return what it means
   */
  public static NamePattern whole(String text) {
    return new NamePattern(text, text, false);
  }

  /**
   * What a person searches for: whole names where there is a {@code *} or a {@code ?}, otherwise
   * names that have the text in them.
   *
   * @param text the pattern, or a part of names; an empty one is a part of all
   * @return what it means
   */
  public static NamePattern search(String text) {
    return new NamePattern(text, widened(text), false);
  }

  /**
   * The same as {@link #search}, in upper or lower case.
   *
   * @param text the pattern, or a part of names
   * @return what it means
   */
  public static NamePattern searchInAnyCase(String text) {
    return new NamePattern(text, widened(text), true);
  }

  private static String widened(String text) {
    return text.contains("*") || text.contains("?") ? text : "*" + text + "*";
  }

  private int[] characters(String of) {
    return (anyCase ? of.codePoints().map(NamePattern::folded) : of.codePoints()).toArray();
  }

  /** As {@link String#equalsIgnoreCase} compares them. */
  private static int folded(int character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }

  /**
   * Whether a name is meant.
   *
   * @param name the name
   */
  @Override
  public boolean test(String name) {
    int[] characters = characters(name);
    int at = 0;
    int next = 0;
    // Behind the last star that was met, and where in the name it was taken to end: a mismatch lets
    // that star take one character more, and no star before it has to change.
    int behindStar = -1;
    int afterStar = 0;
    while (at < characters.length) {
      if (next < pattern.length && pattern[next] == '*') {
        behindStar = ++next;
        afterStar = at;
      } else if (next < pattern.length
          && (pattern[next] == '?' || pattern[next] == characters[at])) {
        next++;
        at++;
      } else if (behindStar >= 0) {
        next = behindStar;
        at = ++afterStar;
      } else {
        return false;
      }
    }
    while (next < pattern.length && pattern[next] == '*') {
      next++;
    }
    return next == pattern.length;
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
