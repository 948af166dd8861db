package org.alfheim.command.subcommand;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.elf.SharedObject;
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

  /**
   * The host for a plugin that is to be looked at.
   *
   * @throws CommandException if there is none
   */
  Path host(FileArgument file, SharedObject plugin) {
    GoBuild build = GoBuild.ofPlugin(plugin).orElseThrow();
    try {
      return GoHostCache.ofUser(System.getenv()).host(build, terminal::complain);
    } catch (GoHostException e) {
      throw new CommandException(
          file.argument()
              + ": this is a Go plugin ("
              + build.version().orElse("Go")
              + "), which needs a host: "
              + oneLine(e),
          e);
    }
  }

  private static String oneLine(GoHostException e) {
    return e.getMessage().lines().collect(Collectors.joining(" | "));
  }

  @Override
  public Answer find(GoNeeds plugin) {
    GoBuild build =
        new GoBuild(
            plugin.version(), Optional.empty(), plugin.flags(), plugin.race(), plugin.packages());
    try {
      GoHostCache cache = GoHostCache.ofUser(System.getenv());
      return new GoHost.OfFile(cache.host(build, terminal::complain), Optional.empty());
    } catch (GoHostException e) {
      return new None(oneLine(e));
    }
  }
}
