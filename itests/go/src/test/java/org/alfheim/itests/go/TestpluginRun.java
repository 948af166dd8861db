package org.alfheim.itests.go;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.PluginException;

/**
 * Runs programs of Go's own tests, one after the other, each in a runtime of its own. What a
 * program has {@code plugin.Open} open, Java opens in the same runtime.
 */
final class TestpluginRun {
  /** What Go says where Alfheim says this; the programs look for Go's words. */
  private static final Map<String, String> GOS_WORDS =
      Map.of(
          "is in the same runtime already", "plugin already loaded",
          "is another than that of", "plugin was built with a different version of package");

  private final Path built;
  private final String name;
  private final OpenOptions options;
  private final List<Plugin> opened = new ArrayList<>();
  private int refused;

  private TestpluginRun(Path built, String name, String runtime) {
    this.built = built;
    this.name = name;
    this.options =
        OpenOptions.builder()
            .goHosts(GoHosts.of(built.resolve("host.so")))
            .goRuntime(runtime)
            .build();
  }

  /** What {@code plugin.Open} comes to: the number of a plugin in its host, or why not. */
  record Opened(long number, String refusal) {}

  /** What the driver calls. */
  @FunctionalInterface
  interface Opening {
    Opened open(String path);
  }

  /** The plugin that has the programs. */
  interface Driver {
    void Run(String name, Opening ask);
  }

  /** Runs programs: the folder of what was built, and then each case and how often. */
  public static void main(String[] arguments) {
    Path built = Path.of(arguments[0]);
    for (int i = 1; i < arguments.length; i += 2) {
      String name = arguments[i];
      int times = Integer.parseInt(arguments[i + 1]);
      for (int run = 1; run <= times; run++) {
        new TestpluginRun(built, name, name + run).run();
      }
    }
  }

  private void run() {
    Plugin driver = Loader.open(built.resolve("driver.so"), options);
    opened.add(driver);
    driver.bind(Driver.class).Run(name, this::open);
    System.out.println(name + ": opened " + (opened.size() - 1) + ", refused " + refused);
  }

  private Opened open(String path) {
    Path relative =
        path.startsWith("/")
            ? Path.of("").toAbsolutePath().relativize(Path.of(path))
            : Path.of(path);
    try {
      Plugin plugin = Loader.open(built.resolve(name).resolve(relative), options);
      if (!opened.contains(plugin)) {
        opened.add(plugin);
      }
      return new Opened(opened.indexOf(plugin) + 1, "");
    } catch (PluginException e) {
      refused++;
      String message = e.getMessage();
      for (Map.Entry<String, String> words : GOS_WORDS.entrySet()) {
        if (message.contains(words.getKey())) {
          message += " (" + words.getValue() + ")";
        }
      }
      return new Opened(0, message);
    }
  }
}
