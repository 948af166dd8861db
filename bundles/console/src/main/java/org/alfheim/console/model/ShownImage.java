package org.alfheim.console.model;

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
public record ShownImage(Image image, Optional<ServiceReference<Plugin>> service) {

  /** What the plugin is called. */
  public String name() {
    return image.name();
  }

  /** What tells the image from all others of the process. */
  public String location() {
    return image.location();
  }

  /** What has become of it. */
  public PluginInventory.State state() {
    return image.state();
  }

  /** The state in a word. */
  public String stateName() {
    return switch (state()) {
      case ACTIVE -> "active";
      case STOPPED -> "stopped";
      case RETIRED -> "retired";
      case DIRECT -> "direct";
      case NATIVES -> "natives";
      case HOST -> "host";
      case HELPER -> "helper";
      case ELSEWHERE -> "elsewhere";
    };
  }

  /** What the state means. */
  public String stateExplanation() {
    return switch (state()) {
      case ACTIVE -> "an active bundle serves it";
      case STOPPED -> "its bundle is not active; the image stays";
      case RETIRED -> "its bundle has another image now, or is gone; the image stays";
      case DIRECT -> "opened by Java code, without a bundle";
      case NATIVES -> "has the native methods of a class loader, and is closed with it";
      case HOST -> "the host of a Go runtime, on which Go plugins run";
      case HELPER -> "the container's own: it names a plugin that ends the process";
      case ELSEWHERE -> "opened by another framework of this process, or before a restart";
    };
  }

  /** The open plugin; empty where another framework has opened it. */
  public Optional<Plugin> plugin() {
    return image.plugin();
  }

  /** Where it lies in memory; empty for a plugin that is not in this process. */
  public Optional<ImageInfo> info() {
    return plugin()
        .filter(LocalPlugin.class::isInstance)
        .map(plugin -> ((LocalPlugin) plugin).image());
  }

  /** The sonames of the libraries that it needs (DT_NEEDED). */
  public List<String> needed() {
    return info().map(ImageInfo::needed).orElse(List.of());
  }

  /** The relocatable objects and archives that it was linked of; none of a shared object. */
  public List<String> objects() {
    return plugin()
        .filter(LocalPlugin.class::isInstance)
        .map(plugin -> ((LocalPlugin) plugin).objects())
        .orElse(List.of());
  }

  /** What may not be as it was meant in the objects that it was linked of. */
  public List<String> linkWarnings() {
    return plugin()
        .filter(LocalPlugin.class::isInstance)
        .map(plugin -> ((LocalPlugin) plugin).linkWarnings())
        .orElse(List.of());
  }

  /** How many symbols it exports. */
  public int symbols() {
    return plugin().map(plugin -> plugin.symbolCount()).orElse(0);
  }

  /** Whether a bundle serves it now, so that its symbols may be used. */
  public boolean isServed() {
    return service.isPresent() && plugin().isPresent();
  }

  /** What the plugin is called, where a bundle serves it now. */
  public Optional<PluginNames> names() {
    return service.flatMap(reference -> plugin().map(served -> PluginNames.of(reference, served)));
  }

  /** The bundle as a person writes it. */
  public Optional<String> bundle() {
    return image.holder().map(ShownImage::describe);
  }

  /** A bundle as a person writes it: name, version and number. */
  public static String describe(Holder holder) {
    return holder.symbolicName() + " " + holder.version() + " [" + holder.bundle() + "]";
  }

  /** The version that the bundle declares, or else that of the image. */
  public Optional<String> version() {
    return service
        .map(reference -> reference.getProperty(PluginConstants.PLUGIN_VERSION))
        .map(Object::toString)
        .or(() -> plugin().flatMap(Plugin::version));
  }

  /** Whether another image was opened with this one as a dependency of its own. */
  public boolean isDependencyOf(ShownImage other) {
    return (other.location() + "+").contains("+" + location() + "+");
  }
}
