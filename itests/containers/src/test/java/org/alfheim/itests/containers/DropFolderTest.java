package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
