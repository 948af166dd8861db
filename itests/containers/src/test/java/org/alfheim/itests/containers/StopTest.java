package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;

/** How a container ends when somebody wants it to, and what is there when it comes back. */
@NeedsEngine
class StopTest {

  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  @TempDir Path temporary;

  @Test
  void sigtermIsAnOrderedEndWithinSeconds() {
    Path folder = Plugins.folder(temporary, "plugins");
    Plugins.compile(
        folder.resolve("parting.so"),
        """
        #include <stdio.h>
        __attribute__((destructor)) static void part(void) { puts("so long"); fflush(stdout); }
        """);
    try (Product product = Product.deploying(folder)) {
      product.start();
      Instant before = Instant.now();
      product.getDockerClient().stopContainerCmd(product.getContainerId()).withTimeout(30).exec();
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(25));
      assertThat(product.state().getExitCodeLong()).isEqualTo(TERMINATED);
      assertThat(product.log()).endsWith("so long\n");
      assertThat(product.errors().lines()).hasSize(1);
    }
  }

  @Test
  void whatIsKilledComesBackWithTheSamePlugins() throws Exception {
    Path folder = Plugins.folder(temporary, "plugins");
    Path state = Plugins.folder(temporary, "state");
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path libraries = Plugins.folder(temporary, "libraries");
    Plugins.compile(folder.resolve("dropped.so"), "int dropped(void) { return 1; }");
    Plugins.compile(libraries.resolve("installed.so"), "int installed(void) { return 2; }");
    try (Product product =
        Product.deploying(folder)
            .withFileSystemBind(libraries.toString(), "/libraries", BindMode.READ_ONLY)
            .withFileSystemBind(state.toString(), "/state", BindMode.READ_WRITE)
            .withCommand("run", "--serve", "--deploy", "/plugins", "--state", "/state")) {
      product.start();
      product.ask("start /libraries/installed.so");
      String plugins = product.ask("plugin:list");
      assertThat(plugins).contains("dropped", "installed", "hello", "zlib");
      for (int round = 1; round <= 2; round++) {
        product.getDockerClient().killContainerCmd(product.getContainerId()).exec();
        product.await("end", _ -> Boolean.FALSE.equals(product.state().getRunning()));
        assertThat(product.state().getExitCodeLong()).isEqualTo(KILLED);
        product.getDockerClient().startContainerCmd(product.getContainerId()).exec();
        int starts = round + 1;
        product.await("start", _ -> product.starts() == starts);
        assertThat(product.ask("plugin:list")).isEqualTo(plugins);
        assertThat(product.ask("plugin:call installed 'int installed(void)'")).isEqualTo("2");
        assertThat(product.ask("plugin:call dropped 'int dropped(void)'")).isEqualTo("1");
      }
    }
  }

  /** The engine makes a volume as the image has the folder, where every user may write. */
  @ParameterizedTest
  @ValueSource(strings = {"10001", "54321"})
  void aNewVolumeKeepsWhatIsInstalled(String user) {
    Path libraries = Plugins.folder(temporary, "libraries");
    Plugins.compile(libraries.resolve("installed.so"), "int installed(void) { return 2; }");
    String volume = "alfheim-itests-" + UUID.randomUUID();
    try {
      for (String command : List.of("start /libraries/installed.so", "echo")) {
        try (Product product =
            new Product(Images.image())
                .withFileSystemBind(libraries.toString(), "/libraries", BindMode.READ_ONLY)
                .withCreateContainerCmdModifier(create -> {
                  List<Bind> binds = new ArrayList<>(List.of(create.getHostConfig().getBinds()));
                  binds.add(new Bind(volume, new Volume("/state")));
                  create.withUser(user).getHostConfig().withBinds(binds);
                })
                .withCommand("run", "--serve", "--state", "/state")) {
          product.start();
          product.ask(command);
          assertThat(product.ask("plugin:call installed 'int installed(void)'")).isEqualTo("2");
          product.getDockerClient().stopContainerCmd(product.getContainerId()).exec();
        }
      }
    } finally {
      DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec();
    }
  }

  @Test
  void aFolderOfSomebodyElseIsRefusedWithTheUser() {
    Path state = Plugins.folder(temporary, "state");
    Once refused =
        Once.run(
            Images.image(),
            container ->
                container.withFileSystemBind(state.toString(), "/state", BindMode.READ_WRITE),
            "run",
            "--serve",
            "--state",
            "/state");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "alfheim: the container does not start: --state: user 10001, as which this runs,"
                + " can't write to /state; give it the folder, or name another\n");
  }

  /** Where Java has no room for a thread, it would go on without the one that mattered. */
  @Test
  void aContainerThatCanNotGoOnEnds() {
    Once run =
        Once.run(
            Images.image(),
            container ->
                container.withCreateContainerCmdModifier(
                    create -> create.getHostConfig().withPidsLimit(17L)),
            "run",
            "--serve");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("alfheim: the container can't go on: unable to create native thread")
        .doesNotContain("the plugin ended the process");
  }
}
