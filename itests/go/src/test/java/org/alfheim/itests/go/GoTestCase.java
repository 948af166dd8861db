package org.alfheim.itests.go;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A case of the tests that Go has of its plugins.
 *
 * @param name what its function is called, without {@code Test}
 * @param plugins the plugins that it builds
 * @param program the source file of the program that opens them, if it has one
 */
record GoTestCase(String name, List<Built> plugins, Optional<Path> program) {

  /** As many runs as Go's own test has; each is in a runtime of its own. */
  int runs() {
    return name.equals("Issue25756") ? 20 : 1;
  }

  /** The name as that of a package of Go. */
  String packageName() {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * A plugin.
   *
   * @param file what the case calls it, a path in its own folder
   * @param module the module that it is built of: that of the cases, or another of the same path
   * @param words what {@code go build} is told, without the output
   */
  record Built(String file, Module module, List<String> words) {}

  /** Two modules have the same path. */
  enum Module {
    OWN,
    ALTERNATIVE
  }
}
