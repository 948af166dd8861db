package org.alfheim.shell;

import java.util.List;
import java.util.Objects;
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

  /** In what sense a word names a plugin; the first in which it names one counts. */
  enum Naming {
    /** The plugin's own name. */
    PLUGIN,
    /** Another name of its image: the file's, the soname, the location. */
    IMAGE,
    /** The symbolic name or the id of its bundle. */
    BUNDLE,
    /** Both: {@code BUNDLE/NAME}. */
    BOTH
  }

  /** Whether a word names this plugin in a certain sense. */
  boolean is(String word, Naming naming) {
    return switch (naming) {
      case PLUGIN -> word.equals(name());
      case IMAGE ->
          word.equals(plugin.name())
              || word.equals(plugin.location())
              || plugin.soname().filter(word::equals).isPresent();
      case BUNDLE -> word.equals(symbolicName()) || word.equals(Long.toString(bundle()));
      case BOTH -> isInBundle(word, symbolicName()) || isInBundle(word, Long.toString(bundle()));
    };
  }

  private boolean isInBundle(String word, String bundle) {
    String prefix = bundle + "/";
    if (!word.startsWith(prefix)) {
      return false;
    }
    String rest = word.substring(prefix.length());
    return is(rest, Naming.PLUGIN) || is(rest, Naming.IMAGE);
  }

  /** A name that no other plugin has, as short as it may be; one of its bundle's if need be. */
  String distinctName(List<OpenPlugin> all) {
    for (String candidate : List.of(name(), bundle() + "/" + name())) {
      if (OpenPlugins.named(all, candidate).equals(List.of(this))) {
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
