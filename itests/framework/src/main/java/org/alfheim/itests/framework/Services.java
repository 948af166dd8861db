package org.alfheim.itests.framework;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Lookups in the service registry, as a consumer does them. */
record Services(BundleContext context) {

  <T> T only(Class<T> type, String filter) throws InvalidSyntaxException {
    Collection<ServiceReference<T>> found = context.getServiceReferences(type, filter);
    if (found.size() != 1) {
      throw new AssertionError(type.getName() + filter + ": " + found);
    }
    return context.getService(found.iterator().next());
  }

  Plugin plugin(String name) throws InvalidSyntaxException {
    return only(Plugin.class, "(plugin.name=" + name + ")");
  }

  Symbol symbol(String plugin, String name) throws InvalidSyntaxException {
    return only(Symbol.class, "(&(plugin.name=" + plugin + ")(symbol.name=" + name + "))");
  }

  /** The names of the symbols of a bundle that are services. */
  static List<String> symbols(Bundle bundle) {
    return of(bundle, Symbol.class)
        .map(service -> (String) service.getProperty("symbol.name"))
        .sorted()
        .toList();
  }

  static Stream<ServiceReference<?>> of(Bundle bundle, Class<?> type) {
    return of(bundle)
        .filter(service ->
            Arrays.asList((String[]) service.getProperty(Constants.OBJECTCLASS))
                .contains(type.getName()));
  }

  static Stream<ServiceReference<?>> of(Bundle bundle) {
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    return services == null ? Stream.of() : Arrays.stream(services);
  }

  /** Properties without those that the framework sets. */
  static Map<String, Object> properties(ServiceReference<?> service) {
    Map<String, Object> properties = new TreeMap<>();
    for (String key : service.getPropertyKeys()) {
      if (!key.startsWith("service.") && !key.equals(Constants.OBJECTCLASS)) {
        properties.put(key, service.getProperty(key));
      }
    }
    return properties;
  }
}
