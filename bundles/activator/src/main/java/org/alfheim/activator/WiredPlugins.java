package org.alfheim.activator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.StartFailure;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The plugins of other bundles that the resolver has chosen for a bundle, by its requirements in
 * the namespace of plugins.
 */
record WiredPlugins(BundleContext context) {

  /**
   * The plugins, open. A bundle that is not active is started for as long as the framework runs,
   * also one with lazy activation: its image is what it is needed for. One that another thread is
   * starting is waited for.
   *
   * @throws BundleException if such a bundle does not start
   */
  List<Plugin> open() throws BundleException {
    Bundle own = context.getBundle();
    Set<Bundle> providers = new LinkedHashSet<>();
    for (BundleWire wire :
        own.adapt(BundleWiring.class).getRequiredWires(PluginConstants.PLUGIN_NAMESPACE)) {
      providers.add(wire.getProvider().getBundle());
    }
    providers.remove(own);
    List<Plugin> plugins = new ArrayList<>();
    for (Bundle provider : providers) {
      start(provider);
      plugins.addAll(plugins(provider));
    }
    return plugins;
  }

  private void start(Bundle provider) throws BundleException {
    if (provider.getState() == Bundle.ACTIVE || OpeningBundles.isOpeningHere(provider)) {
      return; // In a circle of bundles it is on its way.
    }
    try {
      provider.start(Bundle.START_TRANSIENT);
    } catch (BundleException thrown) {
      BundleException refused = StartFailure.of(thrown);
      throw new BundleException(
          context.getBundle().getSymbolicName()
              + " needs a plugin of "
              + provider.getSymbolicName()
              + ", which does not start: "
              + refused.getMessage(),
          refused.getType(),
          refused);
    }
  }

  private List<Plugin> plugins(Bundle provider) {
    ServiceReference<?>[] services = provider.getRegisteredServices();
    return services == null
        ? List.of()
        : Arrays.stream(services)
            .filter(WiredPlugins::isPlugin)
            .map(context::getService)
            .filter(Plugin.class::isInstance)
            .map(Plugin.class::cast)
            .toList();
  }

  private static boolean isPlugin(ServiceReference<?> service) {
    return Arrays.asList((String[]) service.getProperty(Constants.OBJECTCLASS))
        .contains(Plugin.class.getName());
  }
}
