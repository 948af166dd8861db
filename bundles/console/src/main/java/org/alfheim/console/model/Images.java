package org.alfheim.console.model;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Failure;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What there is of plugins, at the moment of the question.
 *
 * @param inventory knows the images and the failures
 * @param context the console's own
 */
public record Images(PluginInventory inventory, BundleContext context) {

  /** All images of this process. */
  public List<ShownImage> all() {
    IdentityHashMap<Plugin, ServiceReference<Plugin>> services = services();
    return inventory.images().stream()
        .map(image ->
            new ShownImage(
                image, image.plugin().flatMap(p -> Optional.ofNullable(services.get(p)))))
        .toList();
  }

  /** The Go runtime that an image is the host of, or runs on. */
  public Optional<ShownRuntime> runtimeOf(ShownImage image) {
    return ShownRuntime.among(all()).stream().filter(runtime -> runtime.has(image)).findFirst();
  }

  /** The image at a location; empty where there is none (any more). */
  public Optional<ShownImage> at(String location) {
    return all().stream().filter(image -> image.location().equals(location)).findFirst();
  }

  /** The starts of plugin bundles that failed. */
  public List<Failure> failures() {
    return inventory.failures();
  }

  private IdentityHashMap<Plugin, ServiceReference<Plugin>> services() {
    IdentityHashMap<Plugin, ServiceReference<Plugin>> services = new IdentityHashMap<>();
    for (ServiceReference<Plugin> reference : references()) {
      Plugin plugin = context.getService(reference);
      if (plugin != null && reference.getBundle() != null) {
        services.putIfAbsent(plugin, reference);
        context.ungetService(reference);
      }
    }
    return services;
  }

  private Iterable<ServiceReference<Plugin>> references() {
    try {
      return context.getServiceReferences(Plugin.class, null);
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The services that a plugin's bundle has registered for an image. */
  public List<ServiceReference<?>> servicesOf(ShownImage image) {
    return image
        .service()
        .map(ServiceReference::getBundle)
        .map(Bundle::getRegisteredServices)
        .map(Arrays::stream)
        .orElse(Stream.empty())
        .filter(service -> image.name().equals(service.getProperty(PluginConstants.PLUGIN_NAME)))
        .toList();
  }

  /** The bundles that use an image's services; not those that only look after all plugins. */
  public Set<Bundle> consumersOf(ShownImage image) {
    Set<Bundle> consumers = new LinkedHashSet<>();
    for (ServiceReference<?> service : servicesOf(image)) {
      Bundle[] using = service.getUsingBundles();
      if (using != null) {
        consumers.addAll(Arrays.asList(using));
      }
    }
    consumers.remove(context.getBundle());
    image.service().map(ServiceReference::getBundle).ifPresent(consumers::remove);
    ServiceReference<?> keeper = context.getServiceReference(PluginInventory.class);
    if (keeper != null) {
      consumers.remove(keeper.getBundle());
    }
    return consumers;
  }
}
