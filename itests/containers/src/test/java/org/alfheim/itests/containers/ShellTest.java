package org.alfheim.itests.containers;

import static org.alfheim.itests.containers.Alfheim.alfheim;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.BindMode;

/** Open and Lookup in a container, by the shell on its standard input. */
@NeedsEngine
class ShellTest {

  @TempDir Path temporary;

  @Test
  void aPluginBundleOfAMountedFolderIsInstalledLookedUpAndCalled() throws Exception {
    Path folder = Plugins.folder(temporary, "bundles");
    Path image =
        Plugins.compile(
            temporary.resolve("libadds.so"),
            "int calls; int add(int a, int b) { calls++; return a + b; }");
    Path bundle = folder.resolve("adds.jar");
    alfheim("wrap", image.toString(), "-o", bundle.toString());
    Files.setPosixFilePermissions(bundle, PosixFilePermissions.fromString("rw-r--r--"));
    try (Product product =
        new Product(Images.image())
            .withFileSystemBind(folder.toString(), "/bundles", BindMode.READ_ONLY)) {
      product.start();
      assertThat(product.ask("install file:/bundles/adds.jar")).startsWith("Bundle ID: ");
      assertThat(product.ask("plugin:list")).doesNotContain("libadds");
      product.ask("start file:/bundles/adds.jar");
      assertThat(product.ask("plugin:list")).contains("libadds");
      assertThat(product.ask("plugin:symbols libadds").lines())
          .anyMatch(line -> line.matches("add\\s+function.*"))
          .anyMatch(line -> line.matches("calls\\s+variable.*"));
      assertThat(product.ask("plugin:lookup libadds add")).contains("add");
      assertThat(product.ask("plugin:call libadds 'int add(int, int)' 40 2")).isEqualTo("42");
      assertThat(product.ask("plugin:get libadds 'int calls'")).isEqualTo("1");
      assertThat(product.errors().lines()).hasSize(1);
    }
  }

  @Test
  void aVariableIsSetAFunctionCalledAndTheLogSaysHello() {
    try (Product product = new Product(Images.image())) {
      product.start();
      product.ask("plugin:set hello 'int V' 7");
      product.ask("plugin:call hello 'void F(void)'");
      assertThat(product.log()).contains("Hello, number 7\n");
    }
  }

  @Test
  void commandsMayBeArguments() {
    Path folder = Plugins.folder(temporary, "plugins");
    Plugins.compile(folder.resolve("answers.so"), "int answer(void) { return 42; }");
    Once run =
        Once.run(
            Images.image(),
            container ->
                container.withFileSystemBind(folder.toString(), "/plugins", BindMode.READ_ONLY),
            "run",
            "-c",
            "plugin:set hello 'int V' 7; plugin:call hello 'void F(void)'; plugin:call answers 'int answer(void)'");
    assertThat(run).isEqualTo(new Once(0, "Hello, number 7\n42\n", ""));
  }

  @Test
  void aTerminalHasTheLineEditor() {
    try (Product product =
        new Product(Images.image())
            .hardened()
            .withCreateContainerCmdModifier(create -> create.withTty(true))) {
      product.start();
      product.await("greeting", _ -> product.getLogs().contains("'exit' leaves."));
      product.type("plugin:call hello 'void F(void)'\n");
      product.await("answer", _ -> product.getLogs().contains("Hello, number 0"));
      product.type("exit\n");
      product.await("end", _ -> Boolean.FALSE.equals(product.state().getRunning()));
      assertThat(product.state().getExitCodeLong()).isZero();
      assertThat(product.getLogs()).doesNotContain("WARNING", "Exception: ");
      assertThat(product.changes()).isEmpty();
    }
  }

  @Test
  void theOtherCommandsAreThere() {
    Once run =
        Once.run(
            Images.image(), "call", "/lib/x86_64-linux-gnu/libm.so.6", "double cos(double)", "0");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("1.0\n");
    assertThat(Once.run(Images.image(), "open", "/missing.so").status()).isEqualTo(1);
    assertThat(Once.run(Images.image(), "nonsense").status()).isEqualTo(2);
    // The base has no program but the shell.
    Once help = Once.run(Images.image(), "--help");
    assertThat(help.out()).startsWith("Usage: alfheim COMMAND").contains("healthy");
    assertThat(help.err()).isEmpty();
    assertThat(help.status()).isZero();
  }
}
