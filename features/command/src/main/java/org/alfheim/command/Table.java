package org.alfheim.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, each column as wide as its widest cell; numbers stand to the right. */
final class Table {
  /** A column's heading, and the side on which its cells stand. */
  record Column(String heading, boolean right) {
    static Column left(String heading) {
      return new Column(heading, false);
    }

    static Column right(String heading) {
      return new Column(heading, true);
    }
  }

  private final List<Column> columns;
  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  Table(Column... columns) {
    this.columns = List.of(columns);
    this.widths = this.columns.stream().mapToInt(column -> column.heading().length()).toArray();
  }

  void row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + columns.size() + " columns");
    }
    String[] row = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = OneLine.of(String.valueOf(cells[i]));
      widths[i] = Math.max(widths[i], row[i].length());
    }
    rows.add(row);
  }

  void print(PrintStream out) {
    StringBuilder line = new StringBuilder();
    print(out, line, columns.stream().map(Column::heading).toArray(String[]::new));
    for (String[] row : rows) {
      print(out, line, row);
    }
  }

  private void print(PrintStream out, StringBuilder line, String[] cells) {
    line.setLength(0);
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(widths[i] - cells[i].length());
      if (columns.get(i).right()) {
        line.append(padding).append(cells[i]);
      } else {
        line.append(cells[i]).append(padding);
      }
      line.append("  ");
    }
    out.println(line.toString().stripTrailing());
  }
}
