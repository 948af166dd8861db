package org.alfheim.registry.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.registry.PluginInventory.Holder;
import org.osgi.framework.Bundle;

/**
 * Which bundles have opened which images, and which have failed to start. The framework makes an
 * activator for each start of a plugin bundle, and they have nothing in common but this.
 *
 * <p>It knows bundles by their ids alone, so that it keeps no bundle alive.
 */
public final class PluginJournal {
  private static final PluginJournal SHARED = new PluginJournal();

  private final Map<Plugin, SequencedMap<Long, Holding>> holdings = new LinkedHashMap<>();
  private final Map<Long, Failure> failures = new TreeMap<>();

  private PluginJournal() {}

  /** The one of this framework. */
  public static PluginJournal shared() {
    return SHARED;
  }

  /**
   * A bundle holds an image.
   *
   * @param name what the bundle calls it
   * @param holder the bundle
   * @param modified when the bundle had been installed or updated ({@link
   *     Bundle#getLastModified()})
   */
  record Holding(String name, Holder holder, long modified) {}

  /**
   * A bundle has opened an image, or found it open.
   *
   * @param bundle the bundle
   * @param name what it calls the plugin
   * @param plugin the plugin
   */
  public synchronized void opened(Bundle bundle, String name, Plugin plugin) {
    SequencedMap<Long, Holding> own = holdings.get(plugin);
    if (own == null) {
      own = new LinkedHashMap<>();
      holdings.put(plugin, own);
    }
    own.putFirst(bundle.getBundleId(), new Holding(name, holder(bundle), bundle.getLastModified()));
  }

  /**
   * A bundle has started.
   *
   * @param bundle the bundle
   */
  public synchronized void started(Bundle bundle) {
    failures.remove(bundle.getBundleId());
  }

  /**
   * A bundle has failed to start.
   *
   * @param bundle the bundle
   * @param cause the reason
   */
  public synchronized void failed(Bundle bundle, Throwable cause) {
    failures.put(
        bundle.getBundleId(),
        new Failure(holder(bundle), Instant.now(), String.valueOf(cause.getMessage()), cause));
  }

  static Holder holder(Bundle bundle) {
    return new Holder(bundle.getBundleId(), bundle.getSymbolicName(), bundle.getVersion());
  }

  /** The bundles that have opened an image, the last one first. */
  synchronized List<Holding> holdings(Plugin plugin) {
    return holdings.containsKey(plugin)
        ? List.copyOf(holdings.get(plugin).sequencedValues())
        : List.of();
  }

  synchronized List<Failure> failures() {
    return new ArrayList<>(failures.values());
  }

  synchronized void forget(Failure failure) {
    failures.remove(failure.holder().bundle(), failure);
  }
}
