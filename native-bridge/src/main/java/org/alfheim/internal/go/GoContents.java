package org.alfheim.internal.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a Go runtime consists of, and whether a plugin fits in. It asks what {@code plugin.Open}
 * asks ({@code runtime.plugin_lastmoduleinit}), and what goes wrong before that: Go asks when the
 * plugin has been loaded, ends the process where the runtime itself differs, and takes no other
 * plugin after one that it has refused.
 *
 * @param host the host
 * @param plugins the plugins, in the order in which they were opened
 */
public record GoContents(GoModule host, List<GoModule> plugins) {
  private static final String TRIMPATH = "-trimpath";

  /** So much of a hash tells it from others. */
  private static final int SHOWN = 16;

  /** Copies the list. */
  public GoContents {
    plugins = List.copyOf(plugins);
  }

  /** The same with one plugin more. */
  public GoContents with(GoModule plugin) {
    List<GoModule> all = new ArrayList<>(plugins);
    all.add(plugin);
    return new GoContents(host, all);
  }

  /**
   * Why no runtime has a use for a plugin.
   *
   * @return the reason; empty if there is none
   */
  public static Optional<GoMisfit> misfit(GoPlugin plugin) {
    if (plugin.exports().isEmpty() || plugin.path().isEmpty()) {
      return Optional.of(
          new GoMisfit(
              "moduledata",
              "what it exports can't be read (" + String.join("; ", plugin.problems()) + ")",
              "build it with a Go from 1.19 on, or get a complete copy of the file"));
    }
    if (plugin.damage().isPresent()) {
      return Optional.of(
          new GoMisfit(
              "moduledata",
              "its tables of functions and types are damaged ("
                  + plugin.damage().get()
                  + "), for which Go would end the process",
              "get a complete copy of the file, or build it again"));
    }
    return plugin.exports().get().isEmpty()
        ? Optional.of(
            new GoMisfit(
                "ptab",
                "it exports nothing",
                "begin the name of a function or variable of its package main with a capital"
                    + " letter"))
        : Optional.empty();
  }

  /**
   * Why a plugin does not fit in.
   *
   * @return the first reason; empty if it fits
   */
  public Optional<GoMisfit> misfit(GoModule plugin) {
    return misfit(plugin.described())
        .or(() -> version(plugin.described()))
        .or(() -> race(plugin.described()))
        .or(() -> trimmed(plugin.described()))
        .or(() -> packages(plugin.described(), host, " its host ", ""))
        .or(() -> loaded(plugin.described()))
        .or(() -> packages(plugin.described()));
  }

  private Optional<GoMisfit> version(GoPlugin plugin) {
    Optional<String> own = plugin.version();
    Optional<String> hosts = host.described().version();
    if (own.isEmpty() || hosts.isEmpty() || own.equals(hosts)) {
      return Optional.empty();
    }
    return Optional.of(
        new GoMisfit(
            "version",
            "it was built by " + own.get() + ", and its host " + host.file() + " by " + hosts.get(),
            "have a host built by "
                + own.get()
                + " (alfheim go-host --go PATH), or the plugin by "
                + hosts.get()));
  }

  private Optional<GoMisfit> race(GoPlugin plugin) {
    return plugin.race() == host.described().race()
        ? Optional.empty()
        : Optional.of(flag("-race", plugin.race()));
  }

  private Optional<GoMisfit> trimmed(GoPlugin plugin) {
    if (plugin.flags().isEmpty() || host.described().flags().isEmpty()) {
      return Optional.empty();
    }
    boolean trimmed = plugin.flags().get().contains(TRIMPATH);
    return trimmed == host.described().flags().get().contains(TRIMPATH)
        ? Optional.empty()
        : Optional.of(flag(TRIMPATH, trimmed));
  }

  private GoMisfit flag(String flag, boolean plugins) {
    return new GoMisfit(
        flag,
        plugins
            ? "it was built with " + flag + ", and its host " + host.file() + " without"
            : "it was built without " + flag + ", and its host " + host.file() + " with it",
        "build both alike: go build " + flag + ", alfheim go-host " + flag.replaceFirst("-", "--"));
  }

  /** A module is in a runtime once: Go goes by its path. */
  private Optional<GoMisfit> loaded(GoPlugin plugin) {
    for (GoModule other : plugins) {
      if (other.described().path().equals(plugin.path())) {
        return Optional.of(
            new GoMisfit(
                "pluginpath",
                plugin.path().orElseThrow()
                    + " is in the same runtime already, from "
                    + other.file(),
                "open it in a runtime of its own"));
      }
    }
    return Optional.empty();
  }

  /** Go takes the package of whoever has it first. */
  private Optional<GoMisfit> packages(GoPlugin plugin) {
    for (GoModule other : plugins) {
      Optional<GoMisfit> misfit =
          packages(plugin, other, " ", ", which is in the same runtime, or open it in its own");
      if (misfit.isPresent()) {
        return misfit;
      }
    }
    return Optional.empty();
  }

  private static Optional<GoMisfit> packages(
      GoPlugin plugin, GoModule other, String role, String otherwise) {
    List<String> differing = new ArrayList<>();
    other
        .described()
        .packages()
        .forEach((name, hash) -> {
          String own = plugin.packages().get(name);
          if (own != null && !own.equals(hash)) {
            differing.add(name);
          }
        });
    if (differing.isEmpty()) {
      return Optional.empty();
    }
    String first = differing.getFirst();
    int more = differing.size() - 1;
    return Optional.of(
        new GoMisfit(
            first,
            "its package "
                + first
                + " ("
                + shown(plugin.packages().get(first))
                + ") is another than that of"
                + role
                + other.file()
                + " ("
                + shown(other.described().packages().get(first))
                + ")"
                + (more == 0 ? "" : ", as are " + more + " more"),
            "build both by one toolchain, with the same flags, of the same sources" + otherwise));
  }

  private static String shown(String hash) {
    return hash.length() <= SHOWN ? hash : hash.substring(0, SHOWN) + "…";
  }
}
