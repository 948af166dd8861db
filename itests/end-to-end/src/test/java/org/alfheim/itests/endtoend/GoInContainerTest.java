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

  private void build(Path go) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Alfheim.root().resolve("native-bridge/src/test/go/build.sh").toString(),
                go.toString(),
                "plugin",
                "hello",
                deploy.resolve("greeting.so").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
