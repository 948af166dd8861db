package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that is mounted in a container, and what becomes of what is put there. */
@NeedsEngine
class DropFolderTest {

  @TempDir Path temporary;

  @Test
  void aPluginComesUpIsReplacedIsBrokenAndGoes() throws Exception {
    Path folder = Plugins.folder(temporary, "plugins");
    Path file = folder.resolve("answer.so");
    try (Product product = Product.deploying(folder)) {
      product.start();
      assertThat(product.ask("plugin:list")).doesNotContain("answer");

      Plugins.compile(file, "int answer(void) { return 41; }");
      product.until("plugin:list", list -> list.contains("answer"));
      assertThat(product.ask("plugin:call answer 'int answer(void)'")).isEqualTo("41");

      Plugins.compile(file, "int answer(void) { return 42; }");
      product.until("plugin:call answer 'int answer(void)'", answer -> answer.equals("42"));

      Files.writeString(file, "no image any more");
      product.awaitError("invalid filetype, only ELF64 supported");
      assertThat(product.errors()).contains("/plugins/answer.so");
      assertThat(product.ask("plugin:call hello 'void F(void)'")).isEqualTo("Hello, number 0");

      Plugins.compile(file, "int answer(void) { return 43; }");
      product.until("plugin:call answer 'int answer(void)'", answer -> answer.equals("43"));

      Files.delete(file);
      product.until("plugin:list", list -> !list.contains("answer"));
      assertThat(product.ask("plugin:call hello 'void F(void)'")).isEqualTo("Hello, number 0");
      assertThat(product.state().getRunning()).isTrue();
      assertThat(product.changes()).isEmpty();
    }
  }

  @Test
  void aFolderThatOthersMayNotReadIsTold() throws Exception {
    Path folder = Plugins.folder(temporary, "plugins");
    Plugins.compile(folder.resolve("answer.so"), "int answer(void) { return 41; }");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    try (Product product = Product.deploying(folder)) {
      product.start();
      product.awaitError(
          "/plugins: the folder for plugins can't be read by the user 10001; nothing of it is"
              + " deployed until it can: chmod o+rx /plugins");

      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

      product.until("plugin:list", list -> list.contains("answer"));
      assertThat(product.errors().lines().filter(line -> line.contains("can't be read")))
          .hasSize(1);
    }
  }

  @Test
  void aBundleThatDoesNotStartIsToldAndStartsWhenWhatItNeedsHasCome() throws Exception {
    Path work = Plugins.folder(temporary, "work");
    Path folder = Plugins.folder(temporary, "plugins");
    Path needed = Plugins.compile(work.resolve("libneeded.so"), "int needed(void) { return 5; }");
    Path user =
        Plugins.compile(
            work.resolve("libuser.so"),
            "int needed(void); int user(void) { return needed() + 1; }",
            "-L" + work,
            "-lneeded");
    Alfheim.alfheim("wrap", user.toString(), "-o", folder.resolve("user.jar").toString());
    try (Product product = Product.deploying(folder)) {
      product.start();
      product.awaitError("/plugins/user.jar: bundle libuser [");
      assertThat(product.errors()).contains("the library libneeded.so is not found");

      Files.copy(needed, folder.resolve("libneeded.so"));

      product.until("plugin:call libuser 'int user(void)'", answer -> answer.equals("6"));
      product.awaitError("is started after all");
      assertThat(product.errors().lines().filter(line -> line.contains("not started"))).hasSize(1);
    }
  }
}
