package org.alfheim.itests.go;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.OpenOptions;

/** Has each of several runtimes stop a loop of its own. */
final class Preempting {
  private Preempting() {}

  /** The plugin in {@code src/test/go/stress}. */
  interface Loops {
    boolean Preempts();
  }

  /** Hosts with a plugin after each. */
  public static void main(String[] arguments) {
    List<Loops> all = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      GoHosts hosts = GoHosts.of(Path.of(arguments[i]));
      OpenOptions options = OpenOptions.builder().goHosts(hosts).goRuntime("runtime " + i).build();
      all.add(Loader.open(Path.of(arguments[i + 1]), options).bind(Loops.class));
    }
    all.forEach(loops -> System.out.println("preempts " + loops.Preempts()));
  }
}
