package org.alfheim.shell.plugins;

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
public record OpenPlugin(ServiceReference<Plugin> reference, Plugin plugin) {

  /** The name by which the bundle declares it, or else that of the image. */
  public String name() {
    return names().plugin();
  }

  /** The number of its bundle. */
  public long bundle() {
    return reference.getBundle().getBundleId();
  }

  /** The symbolic name of its bundle; empty where that has none. */
  public String symbolicName() {
    return Objects.requireNonNullElse(reference.getBundle().getSymbolicName(), "");
  }

  /** The version that the bundle declares, or else that of the image; empty where there is none. */
  public String version() {
    Object version = reference.getProperty(PluginConstants.PLUGIN_VERSION);
    return version == null ? plugin.version().orElse("") : version.toString();
  }

  /** All that it is called. */
  public PluginNames names() {
    return PluginNames.of(reference, plugin);
  }

  /** A name that no other plugin has, as short as it may be; one of its bundle's if need be. */
  public String distinctName(List<OpenPlugin> all) {
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
