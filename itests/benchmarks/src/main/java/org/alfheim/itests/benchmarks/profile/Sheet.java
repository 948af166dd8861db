package org.alfheim.itests.benchmarks.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts by what is counted, and in which state, as a table of Markdown. */
final class Sheet {
  private final List<String> states;
  private final Map<String, Map<String, Long>> rows = new LinkedHashMap<>();

  Sheet(List<String> states) {
    this.states = List.copyOf(states);
  }

  void put(String what, String state, long count) {
    rows.computeIfAbsent(what, _ -> new LinkedHashMap<>()).put(state, count);
  }

  /** The table; a count that was not taken is a dash. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| | " + String.join(" | ", states) + " |");
    lines.add("|---|" + "---:|".repeat(states.size()));
    rows.forEach((what, counts) -> {
      StringBuilder line = new StringBuilder("| ").append(what).append(" |");
      for (String state : states) {
        Long count = counts.get(state);
        line.append(' ')
            .append(count == null ? "–" : String.format(Locale.ROOT, "%,d", count))
            .append(" |");
      }
      lines.add(line.toString());
    });
    return lines;
  }
}
