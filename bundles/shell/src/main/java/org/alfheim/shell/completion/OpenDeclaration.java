package org.alfheim.shell.completion;

import java.util.List;
import org.alfheim.names.DemangledName;
import org.jline.reader.Candidate;

/** Declarations of functions up to their parameters, which are to be typed next. */
final class OpenDeclaration {
  private OpenDeclaration() {}

  /** Candidates for JLine: it puts neither a quote nor a blank behind them. */
  static List<?> candidates(List<String> names) {
    return names.stream()
        .map(name ->
            new Candidate(
                name + "(",
                name,
                null,
                DemangledName.of(name.substring(name.lastIndexOf(' ') + 1)).orElse(null),
                null,
                null,
                false))
        .toList();
  }
}
