package org.alfheim.shell;

import java.util.List;
import java.util.Objects;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.PluginNames;
import org.osgi.framework.ServiceReference;

/**
 * A plugin as a bundle has registered it.
 *
 * @param reference the service
 * @param plugin the service object
 */
record OpenPlugin(ServiceReference<Plugin> reference, Plugin plugin) {

  /** The name by which the bundle declares it, or else that of the image. */
  String name() {
    return names().plugin();
  }

  long bundle() {
    return reference.getBundle().getBundleId();
  }

  String symbolicName() {
    return Objects.requireNonNullElse(reference.getBundle().getSymbolicName(), "");
  }

  String version() {
    Object version = reference.getProperty(PluginConstants.PLUGIN_VERSION);
    return version == null ? plugin.version().orElse("") : version.toString();
  }

  /** All that it is called. */
  PluginNames names() {
    return PluginNames.of(reference, plugin);
  }

  /** A name that no other plugin has, as short as it may be; one of its bundle's if need be. */
  String distinctName(List<OpenPlugin> all) {
    for (String candidate : List.of(name(), bundle() + "/" + name())) {
      if (PluginNames.meant(candidate, all, OpenPlugin::names).equals(List.of(this))) {
        return candidate;
      }
    }
    return bundle() + "/" + plugin.location();
  }

  /**
   * Enough to tell it from others in a message: {@code hello (bundle 12,
   * org.alfheim.plugins.hello)}.
   */
  @Override
  public String toString() {
    return name() + " (bundle " + bundle() + ", " + symbolicName() + ")";
  }
}
