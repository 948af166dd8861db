package org.alfheim.snippets;

import java.util.List;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.BackEndOption;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.spi.BackEnd;
import org.alfheim.plugin.spi.PluginSource;

/** What the pages of packages show: a test runs it. */
final class Elsewhere {
  private Elsewhere() {}

  // @start region="back-end"
  /** What a user says: {@code OpenOptions.builder().with(new Audited("who"))}. */
  record Audited(String user) implements BackEndOption {}

  /** Notes who opens what, and leaves the rest to this process. */
  static final class Audit implements BackEnd {
    @Override
    public String name() {
      return "audit";
    }

    @Override
    public boolean opens(PluginSource source, OpenOptions options) {
      return options.backEndOptions().size() == 1
          && options.backEndOptions().getFirst() instanceof Audited;
    }

    @Override
    public Plugin open(PluginSource source, OpenOptions options) {
      System.out.println(options.backEndOptions().getFirst() + " opens " + source);
      return Loader.openLocal(source, OpenOptions.usual());
    }

    @Override
    public List<Plugin> opened() {
      return List.of(); // Those of this process are listed anyway.
    }
  }

  // @end

  static void install() {
    // @start region="install"
    Loader.install(new Audit());
    // @end
  }
}
