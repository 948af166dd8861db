package org.alfheim.jni.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Bundle-NativeCode} (OSGi Core, 4.8): which libraries of a bundle are for this
 * operating system and processor.
 */
public final class NativeCode {
  private static final Pattern CLAUSE = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");
  private static final Pattern PART = Pattern.compile("(?:[^;\"]|\"[^\"]*\")+");
  private static final Map<String, Set<String>> HERE =
      Map.of(
          "osname", Set.of("linux"),
          "processor", Set.of("x86-64", "amd64", "em64t", "x86_64"));

  private NativeCode() {}

  /**
   * The paths of the first clause that is for Linux on amd64; none if there is no such clause.
   *
   * @param header the header's value
   */
  public static List<String> paths(String header) {
    Matcher clauses = CLAUSE.matcher(header);
    while (clauses.find()) {
      List<String> paths = pathsOf(clauses.group());
      if (!paths.isEmpty()) {
        return paths;
      }
    }
    return List.of();
  }

  private static List<String> pathsOf(String clause) {
    List<String> paths = new ArrayList<>();
    Map<String, List<String>> asked = new HashMap<>();
    Matcher parts = PART.matcher(clause);
    while (parts.find()) {
      String part = parts.group().strip();
      int equals = part.indexOf('=');
      if (equals < 0) {
        paths.add(part.startsWith("/") ? part.substring(1) : part);
      } else {
        String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        asked.computeIfAbsent(name, _ -> new ArrayList<>()).add(value(part.substring(equals + 1)));
      }
    }
    return isForHere(asked) ? List.copyOf(paths) : List.of();
  }

  private static String value(String text) {
    return text.strip().replaceAll("^\"|\"$", "").strip().toLowerCase(Locale.ROOT);
  }

  /** What is asked for besides, such as a language, is the framework's to decide. */
  private static boolean isForHere(Map<String, List<String>> asked) {
    return HERE.entrySet().stream()
        .allMatch(here ->
            !asked.containsKey(here.getKey())
                || asked.get(here.getKey()).stream().anyMatch(here.getValue()::contains));
  }
}
