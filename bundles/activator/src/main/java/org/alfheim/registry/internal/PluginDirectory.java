package org.alfheim.registry.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.SymbolDirectory;
import org.osgi.framework.ServiceReference;

/**
 * The directory: a snapshot of the plugins, so that readers take no lock. The first who asks when a
 * plugin has come or gone makes it: many that start one after the other are put in order once.
 * Names need no index: each plugin has one, its own hash table.
 */
final class PluginDirectory implements SymbolDirectory {
  private final Map<ServiceReference<Plugin>, Plugin> services = new HashMap<>();

  /** Null where none has been made since a plugin came or went. */
  private volatile Snapshot snapshot;

  /**
   * Plugins in the order of their services, the first of each name, and what has been found among
   * them.
   */
  private record Snapshot(
      List<Plugin> plugins, Map<String, Plugin> byName, Map<String, Symbol> found) {

    Snapshot(List<Plugin> plugins, Map<String, Plugin> byName) {
      this(plugins, byName, new ConcurrentHashMap<>());
    }

    Optional<Symbol> find(String name) {
      Symbol known = found.get(name);
      return known != null ? Optional.of(known) : search(name);
    }

    private Optional<Symbol> search(String name) {
      for (Plugin plugin : plugins) {
        Optional<Symbol> symbol = plugin.find(name);
        if (symbol.isPresent()) {
          found.put(name, symbol.get());
          return symbol;
        }
      }
      return Optional.empty();
    }
  }

  synchronized void add(ServiceReference<Plugin> reference, Plugin plugin) {
    services.put(reference, plugin);
    snapshot = null;
  }

  synchronized void remove(ServiceReference<Plugin> reference) {
    services.remove(reference);
    snapshot = null;
  }

  private Snapshot snapshot() {
    Snapshot made = snapshot;
    return made != null ? made : make();
  }

  private synchronized Snapshot make() {
    if (snapshot == null) {
      snapshot = ordered();
    }
    return snapshot;
  }

  private Snapshot ordered() {
    // Sorted each time: the order of a service changes with its ranking.
    List<ServiceReference<Plugin>> ordered =
        services.keySet().stream().sorted(Comparator.reverseOrder()).toList();
    Map<String, Plugin> byName = new HashMap<>();
    for (ServiceReference<Plugin> reference : ordered) {
      String name = (String) reference.getProperty(PluginConstants.PLUGIN_NAME);
      byName.putIfAbsent(name, services.get(reference));
    }
    return new Snapshot(ordered.stream().map(services::get).toList(), byName);
  }

  @Override
  public Optional<Symbol> find(String name) {
    return snapshot().find(name);
  }

  @Override
  public Optional<Symbol> find(String plugin, String name) {
    return Optional.ofNullable(snapshot().byName().get(plugin)).flatMap(found -> found.find(name));
  }
}
