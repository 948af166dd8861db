package org.alfheim.itests.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows as a person reads them. */
public final class Table {
  private Table() {}

  /**
   * A table, and below it what has to be known besides, and what was left out.
   *
   * @param rows the rows
   * @return the lines
   */
  public static List<String> of(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    lines.add(format("", "Alfheim", "peer", "ratio", "target", "", "the peer"));
    for (Row row : rows) {
      Line line = row.line();
      switch (row.outcome()) {
        case Outcome.Measured reading -> {
          lines.add(measured(row, reading));
          if (!reading.note().isEmpty()) {
            notes.add(line.what() + ": " + reading.note());
          }
        }
        case Outcome.LeftOut missing -> notes.add(name(line) + ": left out: " + missing.reason());
        case Outcome.Failed failure -> notes.add(name(line) + ": failed: " + failure.reason());
      }
    }
    lines.addAll(notes);
    return List.copyOf(lines);
  }

  private static String name(Line line) {
    return line.peer().isEmpty() ? line.what() : line.what() + ", beside " + line.peer();
  }

  private static String measured(Row row, Outcome.Measured reading) {
    Line line = row.line();
    boolean compared = reading.peer().isPresent();
    return format(
        line.what(),
        line.unit().format(reading.alfheim()),
        compared ? line.unit().format(reading.peer().getAsDouble()) : "–",
        compared ? String.format(Locale.ROOT, "%.2f", reading.ratio()) : "–",
        line.target().format(line.unit()),
        row.verdict(),
        line.peer());
  }

  private static String format(Object... cells) {
    return String.format(Locale.ROOT, "%-55s %10s %10s %7s %10s  %-8s%s", cells).stripTrailing();
  }
}
