package org.alfheim.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Which of many names somebody may have meant who wrote one that there is not.
 *
 * <p>Names come from images, and an image may have a hundred thousand, of any length: a name is
 * compared only where its length is near, within a band of the table as narrow as the mistakes that
 * are allowed, so that all of them take tens of milliseconds.
 */
public final class SimilarNames {
  /** More are no help. */
  private static final int MOST = 3;

  /** Beyond that it is another name. */
  private static final int MOST_MISTAKES = 3;

  /** Nobody types longer ones. */
  private static final int LONGEST = 200;

  private final String written;
  private final String word;
  private final int[][] rows;

  private int allowed;
  private final TreeSet<String> nearest = new TreeSet<>();

  private SimilarNames(String written) {
    this.written = written;
    this.word = written.toLowerCase(Locale.ROOT);
    // A word of three letters may have one wrong, one of six two.
    this.allowed = Math.min(MOST_MISTAKES, (word.length() + 2) / 3);
    this.rows = new int[3][LONGEST + MOST_MISTAKES + 1];
  }

  /**
   * The names that are nearest to a word by the number of letters that are missing, too many, wrong
   * or exchanged with their neighbour (the optimal string alignment distance); the case of letters
   * does not count.
   *
   * @param word what was written
   * @param names what there is
   * @return at most three names that are equally near, in alphabetical order; none if none is near,
   *     or the word itself is among them
   */
  public static List<String> to(String word, Iterable<String> names) {
    if (word.length() < 2 || word.length() > LONGEST) {
      return List.of();
    }
    SimilarNames similar = new SimilarNames(word);
    for (String name : names) {
      if (name.equals(word)) {
        return List.of();
      }
      similar.consider(name);
    }
    return List.copyOf(similar.nearest);
  }

  /**
   * The same as the end of a message.
   *
   * @param word what was written
   * @param names what there is
   * @return {@code "; did you mean a or b?"}, or an empty text
   */
  public static String question(String word, Iterable<String> names) {
    List<String> found = to(word, names);
    if (found.isEmpty()) {
      return "";
    }
    List<String> before = new ArrayList<>(found);
    String last = before.removeLast();
    return "; did you mean "
        + (before.isEmpty() ? last : String.join(", ", before) + " or " + last)
        + "?";
  }

  private void consider(String name) {
    if (Math.abs(name.length() - written.length()) > allowed) {
      return;
    }
    int mistakes = mistakes(name.toLowerCase(Locale.ROOT));
    if (mistakes > allowed || mistakes == Math.max(name.length(), written.length())) {
      return;
    }
    if (mistakes < allowed) {
      allowed = mistakes;
      nearest.clear();
    }
    nearest.add(name);
    if (nearest.size() > MOST) {
      nearest.pollLast();
    }
  }

  /** The distance, or more than is allowed. Row i of the table is that of the word's first i. */
  private int mistakes(String name) {
    int length = name.length();
    if (length > LONGEST + MOST_MISTAKES) {
      return allowed + 1;
    }
    int[] beforeLast = rows[0];
    int[] last = rows[1];
    int[] row = rows[2];
    for (int j = 0; j <= length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= word.length(); i++) {
      int from = Math.max(1, i - allowed);
      int to = Math.min(length, i + allowed);
      Arrays.fill(row, 0, length + 1, allowed + 1);
      row[0] = i;
      int least = from == 1 ? i : allowed + 1;
      for (int j = from; j <= to; j++) {
        boolean same = word.charAt(i - 1) == name.charAt(j - 1);
        int distance = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && word.charAt(i - 1) == name.charAt(j - 2)
            && word.charAt(i - 2) == name.charAt(j - 1)) {
          distance = Math.min(distance, beforeLast[j - 2] + 1);
        }
        row[j] = distance;
        least = Math.min(least, distance);
      }
      if (least > allowed) {
        return allowed + 1;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[length];
  }
}
