package org.alfheim.itests.go;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Java virtual machine for what Go may end, or keeps for ever. Its options come by {@code
 * JDK_JAVA_OPTIONS}: Go code that parses its command line would take them for its own.
 */
final class GoProcess {
  private final Class<?> main;
  private final List<String> options = new ArrayList<>();

  private GoProcess(Class<?> main) {
    this.main = main;
  }

  static GoProcess of(Class<?> main) {
    return new GoProcess(main);
  }

  GoProcess with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Runs it to its end. */
  Programs.Outcome run(Object... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                main.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    Map<String, String> environment = new ConcurrentHashMap<>();
    environment.put(
        "JDK_JAVA_OPTIONS",
        "--enable-native-access=ALL-UNNAMED -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/dev/stdout "
            + String.join(" ", options));
    environment.put(
        "CLASSPATH",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    return Programs.outcome(command, Path.of(""), environment);
  }

  /** The lines of one that must end well. */
  List<String> lines(Object... arguments) {
    Programs.Outcome outcome = run(arguments);
    if (outcome.status() != 0) {
      throw new AssertionError(
          main.getSimpleName() + ": status " + outcome.status() + "\n" + outcome.output());
    }
    return outcome.lines();
  }
}
