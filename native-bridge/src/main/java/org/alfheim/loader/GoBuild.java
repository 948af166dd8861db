package org.alfheim.loader;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.go.GoContents;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.go.GoPlugin;

/**
 * How a Go plugin, or a host for some, was built, as its file says: what decides whether they fit
 * each other. Nothing of it is executed.
 *
 * @param version the version of Go, such as {@code go1.23.5}; empty where nothing in the file says
 *     it, as in a plugin of a Go before 1.20 that was stripped
 * @param path the path of a plugin's module; empty for a host
 * @param flags what {@code go build} was told, such as {@code -trimpath}; empty where the file does
 *     not say, as in a plugin of a Go before 1.20
 * @param race whether it has the race detector
 * @param packages the hash of each package in it, in hexadecimal, by import path
 */
public record GoBuild(
    Optional<String> version,
    Optional<String> path,
    Optional<List<String>> flags,
    boolean race,
    Map<String, String> packages) {

  /** Copies the collections. */
  public GoBuild {
    flags = flags.map(List::copyOf);
    packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
  }

  /**
   * Reads a Go plugin: what {@code go build -buildmode=plugin} writes.
   *
   * @param image an image, made of all bytes of its file
   * @return how it was built; empty if it is no Go plugin
   * @throws ElfException if it is one that no host has a use for: what it exports can't be read, or
   *     it exports nothing
   */
  public static Optional<GoBuild> ofPlugin(SharedObject image) {
    if (!GoMark.isOn(image)) {
      return Optional.empty();
    }
    GoPlugin plugin = GoPlugin.read(image);
    GoContents.misfit(plugin)
        .ifPresent(misfit -> {
          String problem = "this is a " + plugin.title() + ": " + misfit.problem();
          throw new ElfException(image.name(), misfit.field(), -1, problem, misfit.cure());
        });
    return Optional.of(of(plugin));
  }

  /**
   * Reads a host: what {@code alfheim go-host} builds.
   *
   * @param image an image, made of all bytes of its file
   * @return how it was built
   * @throws ElfException if it is no host
   */
  public static GoBuild ofHost(SharedObject image) {
    if (image.find("alfheim_go_version").isEmpty()) {
      throw new ElfException(
          image.name(),
          "alfheim_go_version",
          -1,
          "this is no host for Go plugins",
          "build one: alfheim go-host -o host.jar");
    }
    return of(GoPlugin.read(image));
  }

  private static GoBuild of(GoPlugin read) {
    Optional<String> path = read.path().filter(text -> !text.isEmpty());
    return new GoBuild(read.version(), path, read.flags(), read.race(), read.packages());
  }

  /**
   * The first package that another has, too, and with another hash.
   *
   * @param other a plugin, or a host
   * @return its import path; empty if all agree
   */
  public Optional<String> differing(GoBuild other) {
    return packages.entrySet().stream()
        .filter(own -> other.packages.containsKey(own.getKey()))
        .filter(own -> !other.packages.get(own.getKey()).equals(own.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
