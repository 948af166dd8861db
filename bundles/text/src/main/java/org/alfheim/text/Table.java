package org.alfheim.text;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows under a heading, each column as wide as its widest cell; numbers may stand to the right. All
 * text is made {@link Visible}.
 */
public final class Table {
  /**
   * A column.
   *
   * @param heading what stands above it
   * @param right whether its cells stand to the right
   */
  public record Column(String heading, boolean right) {
    /** One whose cells stand to the left. */
    public static Column left(String heading) {
      return new Column(heading, false);
    }

    /** One whose cells stand to the right. */
    public static Column right(String heading) {
      return new Column(heading, true);
    }
  }

  private final List<Column> columns;
  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  /** A table with these columns, and no rows yet. */
  public Table(Column... columns) {
    this.columns = List.of(columns);
    this.widths = new int[columns.length];
    add(Arrays.stream(columns).map(Column::heading).toArray());
  }

  /** A table with such headings, whose cells stand to the left, and no rows yet. */
  public Table(String... headings) {
    this(Arrays.stream(headings).map(Column::left).toArray(Column[]::new));
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are columns
   * @return this table
   * @throws IllegalArgumentException if there are more, or fewer
   */
  public Table row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + columns.size() + " columns");
    }
    add(cells);
    return this;
  }

  private void add(Object[] cells) {
    String[] row = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = Visible.of(String.valueOf(cells[i]));
      widths[i] = Math.max(widths[i], row[i].length());
    }
    rows.add(row);
  }

  /** Writes the heading and the rows, a line for each. */
  public void print(PrintStream out) {
    for (String[] row : rows) {
      out.println(line(row));
    }
  }

  /** The lines, without an end after the last one. */
  @Override
  public String toString() {
    return rows.stream().map(this::line).collect(Collectors.joining("\n"));
  }

  private String line(String[] row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String padding = " ".repeat(widths[i] - row[i].length());
      if (columns.get(i).right()) {
        line.append(padding).append(row[i]);
      } else {
        line.append(row[i]).append(padding);
      }
      line.append("  ");
    }
    return line.toString().stripTrailing();
  }
}
