package org.alfheim.shell;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginConstants;
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
    return reference.getProperty(PluginConstants.PLUGIN_NAME) instanceof String name
        ? name
        : plugin.name();
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

  /** Whether a person who writes this means this plugin. */
  boolean answersTo(String word) {
    return word.equals(Long.toString(bundle())) || names().contains(word);
  }

  private List<String> names() {
    return Stream.concat(
            Stream.of(name(), plugin.name(), symbolicName(), plugin.location()),
            plugin.soname().stream())
        .toList();
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
