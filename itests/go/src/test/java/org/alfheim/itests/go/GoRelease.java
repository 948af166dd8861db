package org.alfheim.itests.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Go of this machine. What it builds stays in {@code target/go}, and what it compiles beside that
 * of the loader's own tests.
 *
 * @param root where it lies, such as {@code /usr/lib/go-1.23}
 * @param minor the second number of its version
 */
record GoRelease(Path root, int minor) {
  private static final Path BUILT = Path.of("target/go").toAbsolutePath();
  private static final Path LOADERS = Path.of("../../native-bridge").toAbsolutePath().normalize();
  private static final String OWN = "../../../../itests/go/src/test/go/";
  private static final String HOST = "../../../../bundles/go-host/src/main/go/host";

  /** The oldest and the newest that there is: what differs from Go to Go differs most here. */
  static List<GoRelease> both() {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      List<GoRelease> all =
          folders
              .filter(folder -> folder.getFileName().toString().matches("go-1\\.[0-9]+"))
              .filter(folder -> Files.isExecutable(folder.resolve("bin/go")))
              .map(folder -> new GoRelease(folder, minor(folder)))
              .sorted(Comparator.comparingInt(GoRelease::minor))
              .toList();
      assertThat(all)
          .as("cnf/setup/debian.sh installs an old Go and a new one")
          .hasSizeGreaterThan(1);
      return List.of(all.getFirst(), all.getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int minor(Path folder) {
    return Integer.parseInt(folder.getFileName().toString().substring("go-1.".length()));
  }

  static GoRelease newest() {
    return both().getLast();
  }

  /** The other one of the two. */
  GoRelease other() {
    List<GoRelease> both = both();
    return equals(both.getFirst()) ? both.getLast() : both.getFirst();
  }

  /** The version as Go has it, such as {@code go1.23.5}. */
  String version() {
    return Programs.run(List.of(go(), "env", "GOVERSION"), Path.of(""), environment()).strip();
  }

  String go() {
    return root.resolve("bin/go").toString();
  }

  /** Where what it builds lies. */
  Path built() {
    return BUILT.resolve(root.getFileName());
  }

  /** A host as people have it. */
  Path host() {
    return build("c-shared", HOST, "host.so");
  }

  /** A plugin in {@code src/test/go}. */
  Path plugin(String module, String... flags) {
    String name = module + String.join("", flags).replaceAll("[^-=A-Za-z0-9.]", "") + ".so";
    return build("plugin", OWN + module, name, flags);
  }

  /** A plugin that the loader's own tests have. */
  Path pluginOfLoader(String module) {
    return build("plugin", module, module + ".so");
  }

  /** A library with C's interface that the loader's own tests have. */
  Path cLibraryOfLoader(String module) {
    return build("c-shared", module, "lib" + module + ".so");
  }

  private Path build(String mode, String module, String file, String... flags) {
    Path output = built().resolve(file);
    List<String> command =
        new ArrayList<>(
            List.of(
                LOADERS.resolve("src/test/go/build.sh").toString(),
                root.toString(),
                mode,
                module,
                output.toString()));
    command.addAll(List.of(flags));
    Programs.run(command, Path.of(""), Map.of());
    return output;
  }

  /** What {@code go} has to see, and no more of a person's settings. */
  Map<String, String> environment() {
    return Map.of(
        "GOCACHE", LOADERS.resolve("target/go/cache").toString(),
        "GO111MODULE", "on",
        "GOPROXY", "off",
        "GOTOOLCHAIN", "local",
        "GOENV", "off",
        "GOWORK", "off",
        "GOROOT", "",
        "GOFLAGS", "-buildvcs=false",
        "CGO_ENABLED", "1");
  }

  @Override
  public String toString() {
    return root.getFileName().toString();
  }
}
