package org.alfheim.shell.completion;

import java.util.List;
import org.alfheim.names.DemangledName;
import org.jline.reader.Candidate;

/** Names of symbols, those of C++ and Rust with what people write for them beside. */
final class DescribedNames {
  private DescribedNames() {}

  /** Candidates for JLine. */
  static List<?> candidates(List<String> names) {
    return names.stream()
        .map(name ->
            new Candidate(name, name, null, DemangledName.of(name).orElse(null), null, null, true))
        .toList();
  }
}
