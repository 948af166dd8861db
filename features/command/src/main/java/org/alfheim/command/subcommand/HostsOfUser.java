package org.alfheim.command.subcommand;

import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.gohost.GoHostCache;
import org.alfheim.gohost.GoHostException;
import org.alfheim.loader.GoBuild;
import org.alfheim.plugin.GoHost;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.GoNeeds;

/**
 * Hosts for Go plugins that a person opens: built by the toolchains of the machine, and kept.
 *
 * @param terminal is told when one is built
 */
record HostsOfUser(Terminal terminal) implements GoHosts {

  @Override
  public Answer find(GoNeeds plugin) {
    GoBuild build =
        new GoBuild(
            plugin.version(), Optional.empty(), plugin.flags(), plugin.race(), plugin.packages());
    try {
      GoHostCache cache = GoHostCache.ofUser(System.getenv());
      return new GoHost.OfFile(cache.host(build, terminal::complain), Optional.empty());
    } catch (GoHostException e) {
      return new None(e.getMessage().lines().collect(Collectors.joining(" | ")));
    }
  }
}
