package org.alfheim.registry.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.GoHostImage;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.PluginInventory.Hosting;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The hosts of the Go plugins of bundles. Each is called by its bundle, and the bundle's version:
 * there is one for each version of Go.
 *
 * @param context of the framework
 */
public record GoRuntimes(BundleContext context) {
  private static final String IN = "!/";

  /**
   * What a host is called.
   *
   * @param provider the bundle that has it, as it is wired
   * @param path its path there
   */
  public static String name(BundleRevision provider, String path) {
    return provider.getSymbolicName() + '-' + provider.getVersion() + IN + path;
  }

  /**
   * The hosts that are in the process.
   *
   * @param plugins the images of plugins
   */
  List<Image> images(List<Image> plugins) {
    Set<Plugin> retired =
        plugins.stream()
            .filter(image -> image.state() == State.RETIRED)
            .flatMap(image -> image.plugin().stream())
            .collect(Collectors.toSet());
    return Loader.goHosts().stream().map(host -> image(host, retired)).toList();
  }

  private Image image(GoHostImage host, Set<Plugin> retired) {
    boolean unused = !host.plugins().isEmpty() && retired.containsAll(host.plugins());
    return new Image(
        unused ? State.RETIRED : State.HOST,
        host.name(),
        host.location(),
        host.span(),
        host.held(),
        Optional.empty(),
        holder(host),
        Optional.of(
            new Hosting(
                host.version(), host.plugins().stream().map(LocalPlugin::location).toList())));
  }

  private Optional<Holder> holder(GoHostImage host) {
    int end = host.location().indexOf(IN);
    String name = end < 0 ? "" : host.location().substring(0, end);
    return Arrays.stream(context.getBundles())
        .filter(bundle -> nameOf(bundle).equals(name))
        .map(PluginJournal::holder)
        .findFirst();
  }

  private static String nameOf(Bundle bundle) {
    return bundle.getSymbolicName() + '-' + bundle.getVersion();
  }
}
