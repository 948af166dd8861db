package org.alfheim.gohost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A toolchain of Go on this machine.
 *
 * @param go its command, without links in its path
 * @param version its version, such as {@code go1.23.5}
 */
public record GoInstallation(Path go, String version) {
  private static final Pattern VERSION =
      Pattern.compile("go version (\\S+(?: X:\\S+)?) .*", Pattern.DOTALL);

  /** Where installers put toolchains: a folder, and what those in it are called. */
  private enum Place {
    DEBIAN("/usr/lib", "go-1.*"),
    GO_DEV("/usr/local", "go"),
    SNAP("/snap/go", "current"),
    SDK("~/sdk", "go*"),
    DOWNLOADED("~/go/pkg/mod/golang.org", "toolchain@*linux-amd64");

    private final String folder;
    private final String names;

    Place(String folder, String names) {
      this.folder = folder;
      this.names = names;
    }
  }

  /**
   * The toolchain of a command.
   *
   * @param command the path of a {@code go}, or of the folder that it is in {@code bin} of
   * @throws GoHostException if it is none that can be run
   */
  public static GoInstallation of(Path command) {
    Path go = Files.isDirectory(command) ? command.resolve("bin/go") : command;
    if (!Files.isExecutable(go)) {
      throw new GoHostException(go + ": there is no go that can be run");
    }
    try {
      Path real = go.toRealPath();
      Execution said =
          Execution.of(List.of(real.toString(), "version"), Path.of("/"), environment());
      Matcher version = VERSION.matcher(said.output());
      if (said.status() != 0 || !version.matches()) {
        throw new GoHostException(go + " does not tell its version:\n" + said.output().strip());
      }
      return new GoInstallation(real, version.group(1));
    } catch (IOException e) {
      throw new GoHostException(go + " can't be run: " + e.getMessage(), e);
    }
  }

  /**
   * The toolchains of this machine: that of {@code GOROOT}, those of the path, and those where
   * Debian, go.dev, {@code golang.org/dl} and {@code go} itself put them. Each is there once; one
   * that can't be run is not.
   *
   * @param environment {@code PATH}, {@code HOME} and {@code GOROOT}
   */
  public static List<GoInstallation> all(Map<String, String> environment) {
    Map<Path, GoInstallation> found = new LinkedHashMap<>();
    for (Path candidate : candidates(environment)) {
      try {
        if (Files.isExecutable(candidate) && !found.containsKey(candidate.toRealPath())) {
          GoInstallation installation = of(candidate);
          found.put(installation.go(), installation);
        }
      } catch (GoHostException | IOException broken) {
        /* Another may do. */
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Path> candidates(Map<String, String> environment) {
    List<Path> candidates = new ArrayList<>();
    Optional.ofNullable(environment.get("GOROOT"))
        .flatMap(GoInstallation::path)
        .ifPresent(root -> candidates.add(root.resolve("bin/go")));
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      path(folder).ifPresent(path -> candidates.add(path.resolve("go")));
    }
    for (Place place : Place.values()) {
      String home = environment.getOrDefault("HOME", "");
      if (!place.folder.startsWith("~") || !home.isEmpty()) {
        path(place.folder.replaceFirst("^~", Matcher.quoteReplacement(home)))
            .ifPresent(folder -> candidates.addAll(inFolder(folder, place.names)));
      }
    }
    return candidates;
  }

  /** An absolute path. */
  private static Optional<Path> path(String text) {
    try {
      Path path = Path.of(text);
      return path.isAbsolute() ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  private static List<Path> inFolder(Path folder, String names) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> roots = Files.newDirectoryStream(folder, names)) {
        roots.forEach(root -> found.add(root.resolve("bin/go")));
      } catch (IOException | UncheckedIOException unreadable) {
        return List.of();
      }
    }
    return found.stream().sorted().toList();
  }

  /**
   * What {@code go} is run with: nothing of a person's settings changes what it builds.
   *
   * @return variables; those of this process that it has not are left as they are
   */
  static Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("GO") || name.startsWith("CGO_"));
    for (String kept :
        List.of("GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GOSUMDB", "GOPRIVATE")) {
      Optional.ofNullable(System.getenv(kept)).ifPresent(value -> environment.put(kept, value));
    }
    environment.putAll(
        Map.of(
            "GOENV", "off",
            "GOWORK", "off",
            "GO111MODULE", "on",
            "GOTOOLCHAIN", "local",
            "CGO_ENABLED", "1",
            "GOOS", "linux",
            "GOARCH", "amd64"));
    return environment;
  }
}
