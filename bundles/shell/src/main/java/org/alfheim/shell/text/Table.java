package org.alfheim.shell.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows under a heading, each column as wide as its widest cell. */
public final class Table {
  private final List<String[]> rows = new ArrayList<>();

  /** A table with this heading, and no rows yet. */
  public Table(String... heading) {
    rows.add(heading);
  }

  /** Adds a row; its cells are written as text that a terminal shows and does not obey. */
  public Table row(Object... cells) {
    rows.add(
        Arrays.stream(cells).map(cell -> visible(String.valueOf(cell))).toArray(String[]::new));
    return this;
  }

  /** Names come from images, and an image may hold what a terminal would obey. */
  public static String visible(String text) {
    return text.codePoints()
        .mapToObj(
            c -> Character.isISOControl(c) ? String.format("\\x%02x", c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
