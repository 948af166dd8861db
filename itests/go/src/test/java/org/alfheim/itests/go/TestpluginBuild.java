package org.alfheim.itests.go;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.itests.go.GoTestCase.Built;
import org.alfheim.itests.go.GoTestCase.Module;

/**
 * Builds Go's own tests of plugins, out of place. Each program becomes a package of one host, which
 * is that of Alfheim with these packages more; what is to be opened, Java is asked for.
 */
final class TestpluginBuild {
  private static final Path OWN = Path.of("src/test/go/testplugin").toAbsolutePath();
  private static final Path HOST =
      Path.of("../../bundles/go-host/src/main/go/host").toAbsolutePath().normalize();
  private static final Map<Module, String> SOURCES =
      Map.of(Module.OWN, "testdata", Module.ALTERNATIVE, "altpath/testdata");

  private static final Pattern PACKAGE_PLUGIN =
      Pattern.compile("^(\\s*|import )\"plugin\"$", Pattern.MULTILINE);

  private static final Pattern OF_A_PLUGIN =
      Pattern.compile("^func main\\(\\) *\\{\\s*\\}", Pattern.MULTILINE);
  private static final Pattern EXPORT = Pattern.compile("^(func|var) [A-Z]", Pattern.MULTILINE);

  private final GoRelease go;
  private final List<GoTestCase> cases;
  private final Path root;

  private TestpluginBuild(GoRelease go, List<GoTestCase> cases) {
    this.go = go;
    this.cases = cases;
    this.root = go.built().resolve("testplugin");
  }

  /**
   * Builds all.
   *
   * @return a folder with {@code host.so}, {@code driver.so}, and a folder for each case
   */
  static Path of(GoRelease go, GoTestSource source) {
    try {
      TestpluginBuild build = new TestpluginBuild(go, source.cases());
      build.copy(source.folder());
      build.build();
      return build.root.resolve("built");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path module(Module module) {
    return root.resolve(module.name());
  }

  private void copy(Path source) throws IOException {
    for (Map.Entry<Module, String> each : SOURCES.entrySet()) {
      copy(source.resolve(each.getValue()), module(each.getKey()), TestpluginBuild::asking);
      write(
          module(each.getKey()).resolve("go.mod"),
          "module testplugin\n\ngo 1." + go.minor() + "\n");
    }
    Path alfheim = module(Module.OWN).resolve("alfheim");
    copy(OWN.resolve("opening"), alfheim.resolve("opening"));
    copy(OWN.resolve("driver"), alfheim.resolve("driver"));
    StringBuilder imports = new StringBuilder("package cases\n\n");
    StringBuilder table = new StringBuilder("\nvar All = map[string]func(){\n");
    for (GoTestCase each : cases) {
      if (each.program().isPresent()) {
        String name = each.packageName();
        program(each, alfheim.resolve("cases").resolve(name));
        imports.append("import \"testplugin/alfheim/cases/" + name + "\"\n");
        table.append("\t\"" + each.name() + "\": " + name + ".Main,\n");
      }
    }
    write(alfheim.resolve("cases/cases.go"), imports + table.append("}\n").toString());
    copy(HOST, root.resolve("host"));
    copy(OWN.resolve("host"), root.resolve("host"));
    String require = "\nrequire testplugin v0.0.0\n\nreplace testplugin => ../" + Module.OWN + "\n";
    write(
        root.resolve("host/go.mod"),
        "module alfheim/gohost\n\ngo 1." + go.minor() + "\n" + require);
  }

  /** The same program, but as a package. */
  private static void program(GoTestCase of, Path folder) throws IOException {
    String name = of.packageName();
    String source =
        Files.readAllLines(of.program().orElseThrow()).stream()
            .filter(line -> !line.startsWith("//go:build ") && !line.startsWith("// +build "))
            .map(line -> line.equals("package main") ? "package " + name : line)
            .collect(Collectors.joining("\n", "", "\n"));
    write(folder.resolve("program.go"), asking(source));
    write(folder.resolve("start.go"), "package " + name + "\n\nfunc Main() { main() }\n");
  }

  /** The same source, but it asks Java for plugins, and a plugin exports something. */
  private static String asking(String source) {
    String asking =
        PACKAGE_PLUGIN.matcher(source).replaceAll("$1plugin \"testplugin/alfheim/opening\"");
    return OF_A_PLUGIN.matcher(source).find() && !EXPORT.matcher(source).find()
        ? asking + "\n// Alfheim opens no plugin without an export.\nvar Exported int\n"
        : asking;
  }

  private void build() throws IOException {
    List<Runnable> builds = new ArrayList<>();
    Path built = root.resolve("built");
    builds.add(
        () -> build("c-shared", root.resolve("host"), built.resolve("host.so"), List.of(".")));
    builds.add(() ->
        build(
            "plugin", module(Module.OWN), built.resolve("driver.so"), List.of("./alfheim/driver")));
    for (GoTestCase each : cases) {
      for (Built plugin : each.plugins()) {
        Path output = built.resolve(each.name()).resolve(plugin.file());
        builds.add(() -> build("plugin", module(plugin.module()), output, plugin.words()));
      }
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (Future<?> done : builds.stream().map(threads::submit).toList()) {
        done.get();
      }
    } catch (Exception e) {
      throw new AssertionError("the tests of " + go + " can't be built", e);
    }
  }

  /** {@code go} itself sees whether there is something to do. */
  private void build(String mode, Path folder, Path output, List<String> words) {
    List<String> command = new ArrayList<>(List.of(go.go(), "build", "-buildmode=" + mode));
    command.addAll(List.of("-o", output.toString()));
    command.addAll(words);
    Programs.run(command, folder, go.environment());
  }

  private static void copy(Path from, Path to) throws IOException {
    copy(from, to, UnaryOperator.identity());
  }

  private static void copy(Path from, Path to, UnaryOperator<String> change) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(to.resolve(from.relativize(file).toString()), change.apply(Files.readString(file)));
      }
    }
  }

  /** Leaves a file alone that is as it should be. */
  private static void write(Path file, String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(
        file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
  }
}
