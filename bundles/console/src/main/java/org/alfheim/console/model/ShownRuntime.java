package org.alfheim.console.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.registry.PluginInventory.Hosting;

/**
 * A Go runtime: the image that has it, and the plugins that run on that.
 *
 * @param host the image
 * @param plugins the plugins, in the order in which they were opened
 */
public record ShownRuntime(ShownImage host, List<ShownImage> plugins) {

  /** All that are among these images. */
  public static List<ShownRuntime> among(List<ShownImage> all) {
    return all.stream()
        .flatMap(host -> host.image().hosting().map(hosting -> of(host, hosting, all)).stream())
        .toList();
  }

  private static ShownRuntime of(ShownImage host, Hosting hosting, List<ShownImage> all) {
    return new ShownRuntime(
        host,
        hosting.plugins().stream()
            .flatMap(location -> all.stream().filter(image -> image.location().equals(location)))
            .toList());
  }

  /** The version of Go, as far as it is known. */
  public Optional<String> version() {
    return host.image().hosting().flatMap(Hosting::version);
  }

  /** Whether an image is its host. */
  public boolean isOf(ShownImage image) {
    return host.location().equals(image.location());
  }

  /** Whether an image is its host, or runs on it. */
  public boolean has(ShownImage image) {
    return isOf(image)
        || plugins.stream().anyMatch(plugin -> plugin.location().equals(image.location()));
  }

  /** The names of the plugins. */
  public String names() {
    return plugins.isEmpty()
        ? "none"
        : plugins.stream().map(ShownImage::name).collect(Collectors.joining(", "));
  }
}
