package org.alfheim.snippets;

import java.nio.file.Path;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Waiver;

/** What the pages of packages show: a test runs it. */
final class FirstPlugin {
  private FirstPlugin() {}

  static void greet(Path file) {
    // @start region="open"
    Plugin hello = Loader.open(file); // @replace regex='file' replacement='Path.of("libhello.so")'
    hello.lookup("V").variable(int.class).set(7);
    hello.lookup("F").function(Runnable.class).run(); // Hello, number 7
    // @end
  }

  static Plugin waiving(Path file) {
    // @start region="options"
    OpenOptions options = OpenOptions.builder().waive(Waiver.UNDEFINED_FUNCTIONS).build();
    Plugin plugin = Loader.open(file, options);
    // @end
    return plugin;
  }

  static Object add(Plugin plugin) {
    // @start region="declared"
    Object sum =
        plugin
            .lookup("add")
            .function("int add(int, int)")
            .callText(java.util.List.of("2", "3"))
            .value();
    // @end
    return sum;
  }
}
