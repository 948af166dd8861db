package org.alfheim.internal.open;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.go.GoModule;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.plugin.GoHost;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.GoNeeds;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.UnresolvedException;
import org.alfheim.plugin.spi.PluginSource;

/** Finds a host for a Go plugin, among those who may have one. */
final class GoHostSearch {
  private GoHostSearch() {}

  /**
   * The host for a plugin.
   *
   * @param hosts who is asked, one after the other
   * @throws UnresolvedException if nobody has one
   */
  static GoHost of(List<GoHosts> hosts, GoModule plugin) {
    GoNeeds needs = needs(plugin.file(), plugin.described());
    List<String> reasons = new ArrayList<>();
    for (GoHosts asked : hosts) {
      switch (asked.find(needs)) {
        case GoHost host -> {
          return host;
        }
        case GoHosts.None(String reason) -> reasons.add(reason);
      }
    }
    String why =
        reasons.isEmpty()
            ? ", and none was given; " + plugin.described().cure()
            : ": " + String.join("; ", reasons);
    throw new UnresolvedException(
        plugin.file(),
        List.of(),
        List.of(),
        plugin.file() + ": " + title(plugin) + ", which needs a host" + why,
        null);
  }

  /**
   * What a plugin needs of its host.
   *
   * @param file what messages call it
   */
  static GoNeeds needs(String file, GoPlugin described) {
    return new GoNeeds(
        file, described.version(), described.flags(), described.race(), described.packages());
  }

  /** What messages say that the plugin is. */
  static String title(GoModule plugin) {
    return "this is a " + plugin.described().title();
  }

  /**
   * The image of a host.
   *
   * @param number tells this copy of it from others
   */
  static Source source(GoHost host, int number) {
    OpenOptions.Builder options = OpenOptions.builder();
    host.provenance().ifPresent(options::provenance);
    Source source = Source.of(image(host), options.build());
    Origin origin = source.origin();
    String key = origin.displayName() + Origin.FINGERPRINT + "go" + number;
    return new Source(
        new Origin(origin.displayName(), origin.name(), key, origin.file(), Optional.empty()),
        source.bytes(),
        source.options(),
        List.of());
  }

  private static PluginSource image(GoHost host) {
    return switch (host) {
      case GoHost.OfFile file -> new PluginSource.OfFile(file.file());
      case GoHost.OfStream stream ->
          new PluginSource.OfStream(
              stream.name(), PluginSource.OfStream.UNKNOWN, stream.content()::open);
    };
  }
}
