package org.alfheim.internal.open;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.internal.go.call.OpenGoPlugin;
import org.alfheim.internal.go.values.ExportedValues;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;

/** Go plugins that are open, of all Go toolchains at the same time. */
public final class LiveGo {
  private static final ConcurrentHashMap<GoToolchain, LocalPlugin> VALUES =
      new ConcurrentHashMap<>();

  private LiveGo() {}

  /** All toolchains that there are. */
  public static List<GoToolchain> toolchains() {
    return GoToolchain.all();
  }

  /** The plugin in {@code src/test/go/values}. */
  public static LocalPlugin plugin(GoToolchain go) {
    return VALUES.computeIfAbsent(
        go,
        toolchain ->
            Loader.openLocal(
                toolchain.plugin("values"),
                OpenOptions.builder().goHost(toolchain.host()).build()));
  }

  /** The same, as who calls it knows it. */
  public static OpenGoPlugin values(GoToolchain go) {
    return ((ExportedValues) ((LoadedGoPlugin) plugin(go)).opened().values()).plugin();
  }
}
