package org.alfheim.registry.internal;

import static java.util.stream.Collectors.toCollection;
import static org.alfheim.registry.PluginConstants.PLUGIN_PATH;
import static org.alfheim.registry.PluginConstants.SYMBOL_NAME;
import static org.osgi.framework.FrameworkUtil.asDictionary;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A plugin whose symbols become services on demand; they belong to its bundle, which takes them
 * along when it stops.
 */
final class OnDemandPlugin {
  private final Bundle bundle;
  private final Plugin plugin;
  private final ServiceProperties properties;
  private final Set<String> registered;

  private OnDemandPlugin(
      Bundle bundle, Plugin plugin, ServiceProperties properties, Set<String> registered) {
    this.bundle = bundle;
    this.plugin = plugin;
    this.properties = properties;
    this.registered = registered;
  }

  /** The plugin of a service, with those of its symbols that are services already. */
  static OnDemandPlugin of(ServiceReference<Plugin> reference, Plugin plugin) {
    Bundle bundle = reference.getBundle();
    Object path = reference.getProperty(PLUGIN_PATH);
    Set<String> registered =
        services(bundle)
            .filter(service -> classes(service).contains(Symbol.class.getName()))
            .filter(service -> Objects.equals(path, service.getProperty(PLUGIN_PATH)))
            .map(service -> (String) service.getProperty(SYMBOL_NAME))
            .collect(toCollection(ConcurrentHashMap::newKeySet));
    return new OnDemandPlugin(bundle, plugin, ServiceProperties.of(reference), registered);
  }

  private static Stream<ServiceReference<?>> services(Bundle bundle) {
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    return services == null ? Stream.of() : Arrays.stream(services);
  }

  private static Set<String> classes(ServiceReference<?> service) {
    return Set.of((String[]) service.getProperty(Constants.OBJECTCLASS));
  }

  /** Registers what is asked for and is not a service yet. */
  void serve(Demand demand) {
    for (String name : demand.names()) {
      plugin.find(name).ifPresent(symbol -> serve(demand, symbol));
    }
  }

  private void serve(Demand demand, Symbol symbol) {
    Map<String, Object> service = properties.ofSymbol(symbol);
    if (matches(demand, service) && registered.add(symbol.name())) {
      register(symbol, service);
    }
  }

  /** Whether the demand fits the service as it will be seen, with what the framework adds. */
  private boolean matches(Demand demand, Map<String, Object> service) {
    Map<String, Object> seen = new LinkedHashMap<>(service);
    seen.put(Constants.OBJECTCLASS, new String[] {Symbol.class.getName()});
    seen.put(Constants.SERVICE_BUNDLEID, bundle.getBundleId());
    seen.put(Constants.SERVICE_SCOPE, Constants.SCOPE_SINGLETON);
    return demand.filter().match(asDictionary(seen));
  }

  private void register(Symbol symbol, Map<String, Object> service) {
    BundleContext context = bundle.getBundleContext();
    if (context == null) {
      return; // The bundle has stopped meanwhile.
    }
    try {
      context.registerService(Symbol.class, symbol, asDictionary(service));
    } catch (IllegalStateException stopped) {
      // The same, a moment later.
    }
  }
}
