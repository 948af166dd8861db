package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of plugins that Go's own toolchain built. */
@Timeout(600)
class GoPluginCommandsTest {
  @TempDir private static Path folder;

  private static Path hello;
  private static Path kinds;

  @BeforeAll
  static void build() {
    hello = build("hello");
    kinds = build("kinds");
  }

  private static Path build(String module) {
    Path plugin = folder.resolve(module + ".so");
    Tool.run(
        "../../native-bridge/src/test/go/build.sh", "newest", "plugin", module, plugin.toString());
    return plugin;
  }

  /** Its version, and of which module it is, as {@code go version -m} has them. */
  private static String version() {
    String newest =
        Tool.run("sh", "-c", "ls -d /usr/lib/go-*/bin/go | sort -V | tail -n 1").strip();
    return Tool.run(newest, "env", "GOVERSION").strip();
  }

  @Test
  void inspectShowsVersionPathPackagesAndExports() {
    Run run = Run.alfheim("inspect", hello);

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines().getFirst())
        .isEqualTo(
            hello + ": ELF64 for AMD64, Go plugin (DYN), " + hello.toFile().length() + " bytes");
    assertThat(run.lines())
        .contains(
            "  go           " + version(),
            "  path         example.com/hello",
            "  exports      2",
            "    func F()",
            "    var V int")
        .anyMatch(line -> line.matches("  packages     \\d+, each with a hash"))
        .anyMatch(line -> line.matches("  symbols      \\d+ dynamic \\(for Go's runtime\\), .*"))
        .noneMatch(line -> line.contains("exported"));
  }

  @Test
  void inspectTellsProgramsTheSame() {
    Map<String, Object> file = Run.alfheim("inspect", "--json", kinds).jsonObjects().getFirst();

    assertThat(file).containsKeys("programHeaders", "relocations", "go");
    Map<?, ?> go = (Map<?, ?>) file.get("go");
    assertThat(go.get("version")).isEqualTo(version());
    assertThat(go.get("path")).isEqualTo("example.com/kinds");
    assertThat(((Map<?, ?>) go.get("packages")).get("example.com/kinds/shared").toString())
        .matches("[0-9a-f]{16}");
    assertThat(List.<Object>copyOf((List<?>) go.get("exports")))
        .contains(
            Map.of(
                "name",
                "One",
                "kind",
                "function",
                "type",
                "func One(int) string",
                "typeFrom",
                "Go"),
            Map.of(
                "name",
                "ANode",
                "kind",
                "variable",
                "type",
                "var ANode main.Node",
                "typeFrom",
                "Go"));
  }

  @Test
  void symbolsAreItsExportsAndNoOthers() {
    Run run = Run.alfheim("symbols", kinds);

    assertThat(run.status()).isZero();
    assertThat(run.lines().getFirst()).matches("NAME +KIND +TYPE");
    assertThat(run.lines()).hasSize(1 + 41);
    assertThat(run.lines())
        .anyMatch(line ->
            line.matches(
                "Two +function +func Two\\(context\\.Context, \\.\\.\\.main\\.Number\\)"
                    + " \\(main\\.Node, error\\)"));
    assertThat(
            Run.alfheim("symbols", "--json", kinds).jsonObjects().stream()
                .collect(Collectors.toMap(each -> each.get("name"), each -> each.get("type"))))
        .hasSize(41)
        .containsEntry("Chans", "var Chans chan (<-chan error)");
  }

  @Test
  void bindingsWritesAnInterfaceOverItsExports() {
    Path sources = folder.resolve("src");
    Run run = Run.alfheim("bindings", hello, "--package", "com.example.hello", "-o", sources);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .matches("wrote " + sources + "/com/example/hello interface=Hello methods=2 .*\\n");
    assertThat(sources.resolve("com/example/hello/Hello.java"))
        .content()
        .contains("  /** {@code func F()} */\n  @Name(\"F\")\n  void f();\n");
  }

  @Test
  void bindingsTakesNothingOfC() {
    Run run = Run.alfheim("bindings", hello, "--package", "p", "--failure", "zero");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("--failure says something of C, and " + hello + " is a Go plugin");

    run = Run.alfheim("bindings", "a.h", "--library", hello, "--package", "p");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(hello + " is a Go plugin, whose types no header says");
  }

  @Test
  void planHasTheHostFirst() {
    Run run = Run.alfheim("plan", hello);

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains(" comes first, ").contains("definitions of the image's own");
  }

  @Test
  void callTakesArgumentsAndGivesResultsByTheTypesOfGo() {
    Run run = Run.alfheim("call", hello, "F");
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    // Go prints by itself, past what is caught here.
    assertThat(run.out()).isEmpty();

    run = Run.alfheim("call", kinds, "One", "7");
    assertThat(run.status()).as(run.out() + run.err()).isZero();

    run = Run.alfheim("call", kinds, "One", "seven");
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.err()).contains("One, argument 1");
  }

  @Test
  void lookupShowsTheTypeOfGo() {
    Run run = Run.alfheim("lookup", kinds, "One");

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.lines()).contains("type     func One(int) string");
  }

  /** The host is built by whoever asks for it first. */
  @Test
  void openOpensItInAHostOfItsGo() {
    Run run = Run.alfheim("open", hello);

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).matches("ok " + hello + " symbols=2 .*\\n");
    assertThat(run.err())
        .matches("(alfheim: building a host for " + version() + " \\(once\\)\\n)?");
  }

  /** The file says that it is of a Go that nobody has; nothing of it ever runs. */
  @Test
  void withoutAToolchainOfItsGoNothingIsOkAndTheLineSaysWhichAndHowToGetIt() throws IOException {
    String other = version().replaceFirst("go1\\.\\d", "go1.9");
    Path plugin = folder.resolve("other.so");
    String bytes = Files.readString(hello, StandardCharsets.ISO_8859_1);
    Files.writeString(plugin, bytes.replace(version(), other), StandardCharsets.ISO_8859_1);
    String line =
        "which needs a host: no toolchain of " + other + " is on this machine (it has go1.";

    Run run = Run.alfheim("open", plugin);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("FAIL " + plugin + ": ").contains(line).hasLineCount(1);
    for (String command : List.of("call", "lookup", "plan")) {
      run =
          command.equals("plan") ? Run.alfheim(command, plugin) : Run.alfheim(command, plugin, "F");
      assertThat(run.status()).as(command).isEqualTo(1);
      assertThat(run.out() + run.err()).as(command).contains(line).contains("apt-get install");
    }
  }

  @Test
  void wrapMakesABundleThatRequiresAHost() throws IOException {
    Path jar = folder.resolve("hello.jar");
    Run run = Run.alfheim("wrap", hello, "-o", jar);

    assertThat(run.status()).as(run.err()).isZero();
    try (JarFile bundle = new JarFile(jar.toFile())) {
      assertThat(bundle.getManifest().getMainAttributes().getValue("Require-Capability"))
          .contains(",org.alfheim.go;filter:=\"(&(go=" + version() + ")(hashes=runtime@");
    }
  }

  /** As the README has it. */
  @Test
  void aFolderThatIsNamedWithASlashIsMade() throws IOException {
    Path deploy = folder.resolve("new/deploy");
    Run run = Run.alfheim("wrap", hello, "--name", "hello-go", "-o", deploy + "/");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(deploy).isDirectoryContaining("glob:**/*.jar");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(Run.alfheim("wrap", hello, "-o", file + "/").err())
        .contains(file + ": can't be made a folder")
        .contains("it is a file");
  }

  @Test
  void aHostIsBuiltByTheToolchainThatIsNamed() throws IOException {
    Path jar = folder.resolve("host.jar");
    String newest =
        Tool.run("sh", "-c", "ls -d /usr/lib/go-*/bin/go | sort -V | tail -n 1").strip();
    Run run = Run.alfheim("go-host", "--go", newest, "--with", "encoding/base32", "-o", jar);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .matches(
            "wrote \\S+host\\.jar go=go[0-9.]+ packages=\\d+ bundle=org\\.alfheim\\.go\\.host"
                + " version=[0-9.]+\\.[0-9a-f]{8}\\n");
    try (JarFile bundle = new JarFile(jar.toFile())) {
      assertThat(bundle.getManifest().getMainAttributes().getValue("Provide-Capability"))
          .startsWith("org.alfheim.go;go=\"" + version() + "\";version:Version=")
          .contains(",encoding/base32,");
      assertThat(bundle.getEntry("host.so").getMethod()).isEqualTo(ZipEntry.STORED);
    }
    assertThat(Run.alfheim("go-host", "--go", newest, "-o", jar).err())
        .contains("exists already; --force overwrites it");
  }

  @Test
  void whatGoRefusesIsShownWhole() {
    Run run = Run.alfheim("go-host", "--with", "encoding/none", "-o", folder.resolve("no.jar"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("failed:\n").contains("package encoding/none is not in");
    assertThat(Run.alfheim("go-host", "--with", "a b").status()).isEqualTo(2);
    assertThat(Run.alfheim("go-host", "--go", folder.resolve("none")).err())
        .contains(folder.resolve("none") + ": there is no go that can be run");
    assertThat(folder.resolve("no.jar")).doesNotExist();
  }
}
