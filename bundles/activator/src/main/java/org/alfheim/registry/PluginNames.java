package org.alfheim.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.plugin.Plugin;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * What a plugin is called by whoever writes a name of it, in the shell or to the console.
 *
 * @param plugin the plugin's own name: that by which its bundle declares it, or else the image's
 * @param image the other names of its image: the file's, the soname, the location
 * @param bundle the symbolic name and the id of its bundle
 */
public record PluginNames(String plugin, Set<String> image, Set<String> bundle) {

  /** In what sense a word names a plugin; the first in which it names one counts. */
  private enum Sense {
    PLUGIN,
    IMAGE,
    BUNDLE,
    /** {@code BUNDLE/NAME}: a name of the bundle, and one of the plugin or its image. */
    NAME_IN_BUNDLE
  }

  /** Takes copies of the sets. */
  public PluginNames {
    image = Set.copyOf(image);
    bundle = Set.copyOf(bundle);
  }

  /**
   * The names of a plugin that a bundle serves.
   *
   * @param reference the service; if it is unregistered, the plugin has no bundle's names
   * @param plugin the service object
   * @return the names
   */
  public static PluginNames of(ServiceReference<Plugin> reference, Plugin plugin) {
    String name =
        reference.getProperty(PluginConstants.PLUGIN_NAME) instanceof String declared
            ? declared
            : plugin.name();
    Set<String> image =
        Stream.concat(Stream.of(plugin.name(), plugin.location()), plugin.soname().stream())
            .collect(Collectors.toSet());
    Bundle bundle = reference.getBundle();
    return new PluginNames(name, image, bundle == null ? Set.of() : names(bundle));
  }

  private static Set<String> names(Bundle bundle) {
    return Stream.concat(
            Stream.of(Long.toString(bundle.getBundleId())),
            Optional.ofNullable(bundle.getSymbolicName()).stream())
        .collect(Collectors.toSet());
  }

  /**
   * The plugins that a word means. A plugin's own name comes before other names of its image, those
   * before the names of a bundle, and those before {@code BUNDLE/NAME}.
   *
   * @param <T> stands for a plugin
   * @param word what was written
   * @param all the plugins there are
   * @param names the names of each
   * @return those that have the word as a name in the first sense in which any has; empty if none
   */
  public static <T> List<T> meant(String word, List<T> all, Function<T, PluginNames> names) {
    for (Sense sense : Sense.values()) {
      List<T> found = new ArrayList<>();
      for (T each : all) {
        if (names.apply(each).has(word, sense)) {
          found.add(each);
        }
      }
      if (!found.isEmpty()) {
        return List.copyOf(found);
      }
    }
    return List.of();
  }

  private boolean has(String word, Sense sense) {
    return switch (sense) {
      case PLUGIN -> word.equals(plugin);
      case IMAGE -> image.contains(word);
      case BUNDLE -> bundle.contains(word);
      case NAME_IN_BUNDLE -> bundle.stream().anyMatch(name -> isIn(name + "/", word));
    };
  }

  private boolean isIn(String bundle, String word) {
    if (!word.startsWith(bundle)) {
      return false;
    }
    String name = word.substring(bundle.length());
    return has(name, Sense.PLUGIN) || has(name, Sense.IMAGE);
  }
}
