package org.alfheim.activator.header;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One clause of an OSGi header (OSGi Core 8, 3.2.4, "Common Header Syntax").
 *
 * @param paths the clause's paths, at least one
 * @param attributes {@code name=value}, in the order of the text
 * @param directives {@code name:=value}, in the order of the text
 */
record Clause(List<String> paths, Map<String, String> attributes, Map<String, String> directives) {

  /** The clauses of a header. */
  static List<Clause> parse(String header) {
    HeaderScanner scanner = new HeaderScanner(header);
    List<Clause> clauses = new ArrayList<>();
    do {
      clauses.add(clause(scanner));
    } while (scanner.skip(','));
    scanner.end();
    return clauses;
  }

  private static Clause clause(HeaderScanner scanner) {
    List<String> paths = new ArrayList<>();
    Map<String, String> attributes = new LinkedHashMap<>();
    Map<String, String> directives = new LinkedHashMap<>();
    do {
      String word = scanner.argument("a path");
      Map<String, String> parameters =
          scanner.skip(":=") ? directives : scanner.skip('=') ? attributes : null;
      if (parameters != null) {
        if (paths.isEmpty()) {
          throw scanner.problem("a clause begins with a path, not with " + word + "=");
        }
        String value = scanner.argument("the value of " + word);
        if (parameters.putIfAbsent(word, value) != null) {
          throw scanner.problem(word + " is there twice in one clause");
        }
      } else if (attributes.isEmpty() && directives.isEmpty()) {
        paths.add(word);
      } else {
        throw scanner.problem(
            "expected name=value after ';' and found " + word + "; paths come before attributes");
      }
    } while (scanner.skip(';'));
    return new Clause(paths, attributes, directives);
  }
}
