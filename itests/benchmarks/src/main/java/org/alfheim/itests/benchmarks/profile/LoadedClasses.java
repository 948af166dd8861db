package org.alfheim.itests.benchmarks.profile;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.alfheim.itests.benchmarks.probe.ProfiledOpen;

/**
 * The classes that a JVM loads between two marks, from {@code -Xlog:class+load} without
 * decorations.
 */
final class LoadedClasses {
  private static final String SOURCE = " source: ";

  /** Where a class is from. */
  enum Origin {
    OURS("classes of Alfheim"),
    ARCHIVE("classes of the JDK from its archive"),
    JDK("classes of the JDK outside its archive"),
    LINKED("handles linked (stubs of down- and upcalls)"),
    LAMBDA("lambdas spun"),
    LAMBDA_FORM("LambdaForms spun"),
    SPUN("other classes spun"),
    OTHER("other classes");

    private final String what;

    Origin(String what) {
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  private LoadedClasses() {}

  /**
   * Counts.
   *
   * @param log the lines of the log
   * @return how many of each origin
   * @throws IllegalArgumentException if one of the marks is not there
   */
  static Map<Origin, Integer> count(List<String> log) {
    Map<Origin, Integer> counts = new EnumMap<>(Origin.class);
    for (Origin origin : Origin.values()) {
      counts.put(origin, 0);
    }
    boolean begun = false;
    for (String line : log) {
      int at = line.indexOf(SOURCE);
      if (at < 0) {
        continue;
      }
      String name = line.substring(0, at);
      if (name.equals(ProfiledOpen.Begin.class.getName())) {
        begun = true;
      } else if (name.equals(ProfiledOpen.End.class.getName())) {
        if (!begun) {
          break;
        }
        return counts;
      } else if (begun) {
        counts.merge(origin(name, line.substring(at + SOURCE.length())), 1, Integer::sum);
      }
    }
    throw new IllegalArgumentException("the log has no mark of the " + (begun ? "end" : "begin"));
  }

  private static Origin origin(String name, String source) {
    if (source.startsWith("shared objects file")) {
      return Origin.ARCHIVE;
    } else if (name.contains("/0x")) {
      return spun(name);
    } else if (source.startsWith("jrt:")) {
      return Origin.JDK;
    }
    return name.startsWith("org.alfheim.") ? Origin.OURS : Origin.OTHER;
  }

  private static Origin spun(String name) {
    if (name.contains(".DowncallStub/") || name.contains(".UpcallStub/")) {
      return Origin.LINKED;
    } else if (name.contains("$$Lambda/")) {
      return Origin.LAMBDA;
    }
    return name.startsWith("java.lang.invoke.LambdaForm") ? Origin.LAMBDA_FORM : Origin.SPUN;
  }
}
