package org.alfheim.gohost;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.GoBuild;

/**
 * The hosts of a person: each is built once, when a plugin needs it, and kept. It is used by
 * several processes at a time. One that was damaged is built again.
 *
 * @param folder where they are
 * @param toolchains those that may build one
 */
public record GoHostCache(Path folder, List<GoInstallation> toolchains) {
  private static final String TRIMPATH = "-trimpath";

  /** Copies the list. */
  public GoHostCache {
    toolchains = List.copyOf(toolchains);
  }

  /**
   * That of whoever runs this process, with the toolchains of this machine.
   *
   * @param environment {@code XDG_CACHE_HOME}, {@code HOME}, {@code PATH} and {@code GOROOT}
   * @throws GoHostException if it says of no folder where one may keep things
   */
  public static GoHostCache ofUser(Map<String, String> environment) {
    Optional<Path> caches =
        Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
            .map(Path::of)
            .filter(Path::isAbsolute)
            .or(() ->
                Optional.ofNullable(environment.get("HOME"))
                    .filter(home -> !home.isEmpty())
                    .map(home -> Path.of(home, ".cache")));
    return new GoHostCache(
        caches
            .orElseThrow(() ->
                new GoHostException("neither XDG_CACHE_HOME nor HOME says where hosts can be kept"))
            .resolve("alfheim/go-host"),
        GoInstallation.all(environment));
  }

  /**
   * The host for a plugin; it is built, if it is not there.
   *
   * @param plugin how the plugin was built
   * @param progress gets a line when something is built, which takes a while
   * @return its file
   * @throws GoHostException if no toolchain here can build it
   */
  public Path host(GoBuild plugin, Consumer<String> progress) {
    List<String> misfits = new ArrayList<>();
    List<GoHostException> failures = new ArrayList<>();
    for (GoInstallation toolchain : toolchains) {
      if (plugin.version().isEmpty() || plugin.version().get().equals(toolchain.version())) {
        Path host;
        try {
          host = host(build(toolchain, plugin), progress);
        } catch (GoHostException broken) {
          failures.add(broken); // Another of the same version may do.
          continue;
        }
        Optional<String> differing = GoBuild.ofHost(read(host)).differing(plugin);
        if (differing.isEmpty()) {
          return host;
        }
        misfits.add(toolchain.go() + " has another " + differing.get());
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    if (!misfits.isEmpty()) {
      throw new GoHostException(
          "the plugin was built by another "
              + plugin.version().orElse("Go")
              + " than there is here ("
              + String.join("; ", misfits)
              + "): build it here, or both with "
              + TRIMPATH);
    }
    throw new GoHostException(missing(plugin));
  }

  private static HostBuild build(GoInstallation toolchain, GoBuild plugin) {
    boolean trimpath = plugin.flags().map(flags -> flags.contains(TRIMPATH)).orElse(false);
    return new HostBuild(toolchain, List.of(), trimpath, plugin.race());
  }

  /** Where no toolchain is of the plugin's version. */
  private String missing(GoBuild plugin) {
    String version = plugin.version().orElse("any Go");
    TreeSet<String> present = new TreeSet<>();
    toolchains.forEach(each -> present.add(each.version()));
    String minor = version.replaceFirst("^go(\\d+\\.\\d+).*", "$1");
    return "no toolchain of "
        + version
        + " is on this machine ("
        + (present.isEmpty() ? "there is no Go at all" : "it has " + String.join(", ", present))
        + "): get it by apt-get install golang-"
        + minor
        + "-go if that is it, or from https://go.dev/dl into ~/sdk/"
        + version;
  }

  private Path host(HostBuild build, Consumer<String> progress) {
    return new HostFolder(folder)
        .host(
            name(build),
            () -> {
              progress.accept("building a host for " + build.go().version() + " (once)");
              return build.image();
            });
  }

  /** All that a host depends on is in its name. */
  private static String name(HostBuild build) {
    String toolchain =
        HexFormat.of()
            .formatHex(
                HostSource.sha256()
                    .digest(build.go().go().toString().getBytes(StandardCharsets.UTF_8)),
                0,
                4);
    return build.go().version().replaceAll("[^A-Za-z0-9.]", "_")
        + (build.trimpath() ? TRIMPATH : "")
        + (build.race() ? "-race" : "")
        + "-"
        + toolchain
        + "-"
        + HostSource.digest();
  }

  private static SharedObject read(Path file) {
    try {
      return SharedObject.parse(
          file.toString(), MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly());
    } catch (IOException e) {
      throw new GoHostException(file + " can't be read: " + e.getMessage(), e);
    }
  }
}
