package org.alfheim.itests.go;

import java.nio.file.Path;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.PluginException;

/**
 * Opens plugins, each in a runtime of its own and then in one that all share; and after each, good
 * ones.
 */
final class BadPlugins {
  private static final String SHARED = "shared";

  private final GoHosts hosts;
  private final Path good;
  private int runtimes;

  private BadPlugins(Path host, Path good) {
    this.hosts = GoHosts.of(host);
    this.good = good;
  }

  /** A good plugin. */
  interface Good {
    long F();
  }

  /** A host, a good plugin, and then those that are to be opened. */
  public static void main(String[] files) {
    BadPlugins all = new BadPlugins(Path.of(files[0]), Path.of(files[1]));
    System.out.println("good " + all.good(SHARED));
    for (int i = 2; i < files.length; i++) {
      Path file = Path.of(files[i]);
      System.out.println(all.said(file, all.anotherRuntime()));
      System.out.println("good " + all.good(all.anotherRuntime()));
      System.out.println(all.said(file, SHARED));
      System.out.println("good " + all.good(SHARED));
    }
  }

  private String anotherRuntime() {
    return "runtime " + ++runtimes;
  }

  private String said(Path file, String runtime) {
    try {
      return "opened " + open(file, runtime).symbols();
    } catch (PluginException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private long good(String runtime) {
    return open(good, runtime).bind(Good.class).F();
  }

  private Plugin open(Path file, String runtime) {
    return Loader.open(file, OpenOptions.builder().goHosts(hosts).goRuntime(runtime).build());
  }
}
