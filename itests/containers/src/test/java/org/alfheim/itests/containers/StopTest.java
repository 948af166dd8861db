package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
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
}
