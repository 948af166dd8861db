package org.alfheim.gohost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The toolchains of this machine, and what is built by them. */
final class Go {
  private static final Path BUILT = Path.of("target/go").toAbsolutePath();

  private Go() {}

  /** One of each version, the oldest first; fails if there is none. */
  static List<GoInstallation> installations() {
    Map<Integer, GoInstallation> known = new TreeMap<>();
    for (GoInstallation each : GoInstallation.all(Map.of())) {
      known.put(Integer.parseInt(each.version().split("\\.", -1)[1]), each);
    }
    Collection<GoInstallation> all = known.values();
    assertThat(all).as("cnf/setup/debian.sh installs golang-go, and a newer one").isNotEmpty();
    return List.copyOf(all);
  }

  static GoInstallation newest() {
    return installations().getLast();
  }

  /** A host without more, built once for all tests. */
  static Path host(GoInstallation installation) {
    Path file = BUILT.resolve(installation.version()).resolve("host.so");
    try {
      if (!Files.exists(file) || Files.getLastModifiedTime(file).compareTo(changed()) < 0) {
        Files.createDirectories(file.getParent());
        Files.write(file, new HostBuild(installation, List.of(), false, false).image());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** When somebody last changed the source of the host. */
  private static FileTime changed() throws IOException {
    FileTime last = FileTime.fromMillis(0);
    try (Stream<Path> sources = Files.walk(Path.of("src/main/go"))) {
      for (Path source : sources.toList()) {
        FileTime time = Files.getLastModifiedTime(source);
        last = time.compareTo(last) > 0 ? time : last;
      }
    }
    return last;
  }

  /** A plugin of this module's tests. */
  static Path plugin(GoInstallation installation, String module, String... flags) {
    String name = module + String.join("", flags) + ".so";
    Path file = BUILT.resolve(installation.version()).resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                "../../native-bridge/src/test/go/build.sh",
                installation.go().getParent().getParent().toString(),
                "plugin",
                "../../../../bundles/go-host/src/test/go/" + module,
                file.toString()));
    command.addAll(List.of(flags));
    run(command);
    return file;
  }

  /** What a command prints; it must succeed. */
  static String run(List<String> command) {
    try {
      Execution done = Execution.of(command, Path.of("").toAbsolutePath(), System.getenv());
      assertThat(done.status()).as(command + "\n" + done.output()).isZero();
      return done.output();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
