package org.alfheim.console;

import java.util.List;
import java.util.Optional;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginNames;
import org.osgi.framework.ServiceReference;

/**
 * An image, with the service that stands for it.
 *
 * @param image what the inventory says
 * @param service the plugin's service, where a bundle serves it now
 */
record ShownImage(Image image, Optional<ServiceReference<Plugin>> service) {

  String name() {
    return image.name();
  }

  String location() {
    return image.location();
  }

  PluginInventory.State state() {
    return image.state();
  }

  /** The state in a word. */
  String stateName() {
    return switch (state()) {
      case ACTIVE -> "active";
      case STOPPED -> "stopped";
      case RETIRED -> "retired";
      case DIRECT -> "direct";
      case HELPER -> "helper";
      case ELSEWHERE -> "elsewhere";
    };
  }

  /** What the state means. */
  String stateExplanation() {
    return switch (state()) {
      case ACTIVE -> "an active bundle serves it";
      case STOPPED -> "its bundle is not active; the image stays";
      case RETIRED -> "its bundle has another image now, or is gone; the image stays";
      case DIRECT -> "opened by Java code, without a bundle";
      case HELPER -> "the container's own: it names a plugin that ends the process";
      case ELSEWHERE -> "opened by another framework of this process, or before a restart";
    };
  }

  Optional<Plugin> plugin() {
    return image.plugin();
  }

  Optional<ImageInfo> info() {
    return plugin()
        .filter(LocalPlugin.class::isInstance)
        .map(plugin -> ((LocalPlugin) plugin).image());
  }

  List<String> needed() {
    return info().map(ImageInfo::needed).orElse(List.of());
  }

  int symbols() {
    return plugin().map(plugin -> plugin.symbolCount()).orElse(0);
  }

  /** Whether a bundle serves it now, so that its symbols may be used. */
  boolean isServed() {
    return service.isPresent() && plugin().isPresent();
  }

  /** What the plugin is called, where a bundle serves it now. */
  Optional<PluginNames> names() {
    return service.flatMap(reference -> plugin().map(served -> PluginNames.of(reference, served)));
  }

  /** The bundle as a person writes it. */
  Optional<String> bundle() {
    return image.holder().map(ShownImage::describe);
  }

  static String describe(Holder holder) {
    return holder.symbolicName() + " " + holder.version() + " [" + holder.bundle() + "]";
  }

  /** The version that the bundle declares, or else that of the image. */
  Optional<String> version() {
    return service
        .map(reference -> reference.getProperty(PluginConstants.PLUGIN_VERSION))
        .map(Object::toString)
        .or(() -> plugin().flatMap(Plugin::version));
  }

  /** Whether another image was opened with this one as a dependency of its own. */
  boolean isDependencyOf(ShownImage other) {
    return (other.location() + "+").contains("+" + location() + "+");
  }
}
