package org.alfheim.itests.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.gohost.GoInstallation;
import org.alfheim.gohost.HostBuild;

/** Compiles Go that comes with the benchmarks. */
public final class GoCompiler {
  private static final Pattern MINOR = Pattern.compile("go1\\.([0-9]+)\\D?.*");
  private static final long SECONDS = 300;

  private GoCompiler() {}

  /** The newest toolchain of this machine; empty if there is none. */
  public static Optional<GoInstallation> newestToolchain() {
    return GoInstallation.all(System.getenv()).stream()
        .max(Comparator.comparingInt(GoCompiler::minor));
  }

  private static int minor(GoInstallation go) {
    Matcher version = MINOR.matcher(go.version());
    return version.matches() ? Integer.parseInt(version.group(1)) : 0;
  }

  /**
   * Compiles a module.
   *
   * @param name its folder among the resources
   * @param mode of {@code -buildmode}
   * @param folder where the result is to be
   * @return the shared object
   * @throws ChildException if the compiler refuses it
   */
  public static Path build(GoInstallation go, String name, String mode, Path folder)
      throws IOException, InterruptedException {
    Path module = Files.createDirectories(folder.resolve(name));
    Files.writeString(module.resolve("go.mod"), "module example.com/" + name + "\n\ngo 1.19\n");
    try (InputStream text = GoCompiler.class.getResourceAsStream("/go/" + name + "/main.go")) {
      if (text == null) {
        throw new IOException("no module " + name);
      }
      Files.write(module.resolve("main.go"), text.readAllBytes());
    }
    Path result = folder.resolve(name + ".so");
    Child.run(
        List.of(
            "env",
            "--chdir=" + module,
            "GOENV=off",
            "GOFLAGS=-buildvcs=false",
            "GOTOOLCHAIN=local",
            "CGO_ENABLED=1",
            go.go().toString(),
            "build",
            "-buildmode=" + mode,
            "-o",
            result.toString(),
            "."),
        folder,
        SECONDS);
    return result;
  }

  /** Compiles a host for plugins. */
  public static Path host(GoInstallation go, Path folder) throws IOException {
    return Files.write(
        folder.resolve("host.so"), new HostBuild(go, List.of(), false, false).image());
  }
}
