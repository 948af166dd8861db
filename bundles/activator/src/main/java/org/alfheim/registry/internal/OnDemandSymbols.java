package org.alfheim.registry.internal;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook;

/**
 * Registers a symbol when somebody asks for it by name.
 *
 * <p>Whoever tracks {@code (symbol.name=…)} (a service tracker, a reference of Declarative
 * Services) adds a service listener before it looks for services that are there already. The
 * framework shows the listener's filter to this hook first, which registers the symbol, so that the
 * look that follows finds it. A listener without a plugin to serve it is remembered until one
 * comes.
 *
 * <p>A plain lookup adds no listener. It is seen too, but a find hook can't add to what the
 * framework has already collected (OSGi Core 8, 55.3): the symbol is there for the next lookup, and
 * for every listener. A symbol that was asked for stays a service until its bundle stops.
 *
 * <p>There is no lock, so none is held while listeners are called. The order of steps makes up for
 * it: a demand is noted before the plugins are asked, a plugin before the demands are.
 */
final class OnDemandSymbols implements ListenerHook, FindHook {
  private static final String SYMBOL = Symbol.class.getName();

  private final Map<ServiceReference<Plugin>, OnDemandPlugin> plugins = new ConcurrentHashMap<>();
  private final Map<ListenerInfo, Demand> demands = new ConcurrentHashMap<>();

  void add(ServiceReference<Plugin> reference, Plugin plugin) {
    OnDemandPlugin added = OnDemandPlugin.of(reference, plugin);
    plugins.put(reference, added);
    demands.values().forEach(added::serve);
  }

  void remove(ServiceReference<Plugin> reference) {
    plugins.remove(reference);
  }

  @Override
  public void added(Collection<ListenerInfo> listeners) {
    for (ListenerInfo listener : listeners) {
      demand(listener.getFilter())
          .ifPresent(demand -> {
            demands.put(listener, demand);
            serve(demand);
            // The framework may tell of the removal first.
            if (listener.isRemoved()) {
              demands.remove(listener);
            }
          });
    }
  }

  @Override
  public void removed(Collection<ListenerInfo> listeners) {
    listeners.forEach(demands::remove);
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    if (name == null ? mentionsSymbols(filter) : name.equals(SYMBOL)) {
      Demand.of(filter).ifPresent(this::serve);
    }
  }

  private static Optional<Demand> demand(String filter) {
    return mentionsSymbols(filter) ? Demand.of(filter) : Optional.empty();
  }

  /**
   * Every listener and every lookup in the framework passes here, so the first test is a cheap one.
   */
  private static boolean mentionsSymbols(String filter) {
    return filter != null && filter.contains(SYMBOL);
  }

  private void serve(Demand demand) {
    plugins.values().forEach(plugin -> plugin.serve(demand));
  }
}
