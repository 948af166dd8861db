package org.alfheim.shell.completion;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.alfheim.names.DemangledName;
import org.jline.reader.Candidate;

/** Declarations of functions up to their parameters, which are to be typed next. */
final class OpenDeclaration {
  private OpenDeclaration() {}

  /**
   * Candidates for JLine: it puts neither a quote nor a blank behind those whose parameters come
   * next. A name alone is complete, and its prototype stands beside it.
   *
   * @param names declarations up to a name, or names alone
   * @param prototype what is known of a name
   */
  static List<?> candidates(List<String> names, Function<String, Optional<String>> prototype) {
    return names.stream()
        .map(name ->
            name.contains(" ") && !name.contains("(")
                ? new Candidate(name + "(", name, null, demangled(name), null, null, false)
                : new Candidate(
                    name, name, null, prototype.apply(name).orElse(null), null, null, true))
        .toList();
  }

  private static String demangled(String declaration) {
    return DemangledName.of(declaration.substring(declaration.lastIndexOf(' ') + 1)).orElse(null);
  }
}
