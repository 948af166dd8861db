package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of Go's page of plugins, built by Go itself, in the container. */
@Timeout(300)
class GoInContainerTest {
  private static final String USE = "plugin:set greeting V 7; plugin:call greeting F";

  @TempDir private Path folder;

  private Path deploy;

  @BeforeEach
  void makeFolder() throws IOException {
    deploy = Files.createDirectory(folder.resolve("deploy"));
  }

  static List<Path> toolchains() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return folders
          .filter(folder -> Files.isExecutable(folder.resolve("bin/go")))
          .filter(folder -> folder.getFileName().toString().startsWith("go-"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void aDroppedPluginIsUsedByGoNamesAlone(Path go) throws Exception {
    build(go);
    Run host =
        alfheim("go-host", "--go", go.toString(), "-o", deploy.resolve("host.jar").toString());
    assertThat(host.status()).as(host.err()).isZero();

    Run run = alfheim("run", "--deploy", deploy.toString(), "-c", USE);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("Hello, number 7\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void aDroppedPluginWithoutItsHostIsToldOfWithWhatMakesOne() throws Exception {
    build(toolchains().getFirst());

    Run run = alfheim("run", "--deploy", deploy.toString(), "-c", "plugin:list");

    assertThat(run.err())
        .contains("nothing provides what it requires: org.alfheim.go (&(go=go1.")
        .contains("alfheim go-host makes it");
    assertThat(run.out()).doesNotContain("greeting");
  }

  /** Go says why, and the command who it was. */
  @Test
  void aPanicThatNobodyRecoversEndsTheProcessAndItIsSaidThatThePluginDid() throws Exception {
    Path plugin = folder.resolve("ends.so");
    build(toolchains().getFirst(), "../../../../itests/go/src/test/go/ends", plugin);

    Run run = alfheim("call", plugin.toString(), "Panic", "of no use");

    assertThat(run.status()).as(run.err()).isIn(2, 134);
    assertThat(run.err())
        .contains("panic: of no use")
        .contains("goroutine ")
        .containsPattern("alfheim: the plugin ended the process: (exit\\(2\\)|SIGABRT)\n$");
  }

  @Test
  void theSampleIsUsedAsItsBuildMakesIt() throws Exception {
    Path go = toolchains().getFirst();
    Path plugin = folder.resolve("native/greeting.so");

    Run build = sample(Alfheim.root().resolve("cnf/go"), go.resolve("bin/go").toString(), plugin);
    assertThat(build.status()).as(build.err()).isZero();
    assertThat(plugin.resolveSibling("plugin.bnd"))
        .content()
        .contains("Native-Plugin: lib/greeting.so=")
        .contains(";name=hello-go;");
    Files.copy(plugin, deploy.resolve("greeting.so"));
    assertThat(alfheim("go-host", "--go", go.toString(), "-o", deploy.toString()).status())
        .isZero();

    Run run = alfheim("run", "--deploy", deploy.toString(), "-c", USE);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("Hello, number 7\n");
  }

  @Test
  void whereThereIsNoGoTheSampleIsLeftOutWithALine() throws Exception {
    String script =
        Files.readString(Alfheim.root().resolve("cnf/go"))
            .replace(" go $(printf", " no-go $(printf")
            .replace("/usr/l", "/nowhere/l");
    Path plugin = folder.resolve("native/hello.so");

    Run build = sample(Files.writeString(folder.resolve("go"), script), "", plugin);
    assertThat(build.status()).isZero();
    assertThat(build.out()).isEmpty();
    assertThat(build.err())
        .isEqualTo("There is no Go, and hello.so is left out: apt-get install golang-go\n");
    assertThat(plugin.getParent()).isEmptyDirectory();
  }

  /** What the build of the sample runs. */
  private static Run sample(Path script, String go, Path plugin) {
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            script.toString(),
            plugin.toString(),
            Alfheim.root().resolve("bundles/plugins/hello-go/src/main/go").toString());
    builder.environment().put("GO", go);
    return Alfheim.run(builder);
  }

  private void build(Path go) throws IOException, InterruptedException {
    build(go, "hello", deploy.resolve("greeting.so"));
  }

  private static void build(Path go, String module, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Alfheim.root().resolve("native-bridge/src/test/go/build.sh").toString(),
                go.toString(),
                "plugin",
                module,
                output.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
