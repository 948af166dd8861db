package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container whose disk is full. */
@NeedsEngine
class FullDiskTest {

  @TempDir Path temporary;

  @Test
  void whatDoesNotFitIsRefusedInWordsAndTheRestGoesOn() {
    Path folder = Plugins.folder(temporary, "libraries");
    Plugins.compile(folder.resolve("small.so"), "int small(void) { return 1; }");
    Plugins.compile(
        folder.resolve("large.so"),
        // Numbers that no compression makes small.
        """
        __asm__(".data\\n.set x, 1\\n.rept 500000\\n.set x, (x * 6364136223846793005 + 1442695040888963407)\\n.quad x\\n.endr\\n.text\\n");
        int large(void) { return 2; }
        """);
    try (Product product =
        Product.deploying(folder)
            .withTmpFs(Map.of("/state", "rw,size=2m,mode=1777"))
            .withCommand("run", "--serve", "--state", "/state")) {
      product.start();
      product.ask("start /plugins/large.so");
      product.awaitError("No space left on device");
      assertThat(product.ask("plugin:list")).doesNotContain("large");

      product.ask("start /plugins/small.so");
      assertThat(product.ask("plugin:call small 'int small(void)'")).isEqualTo("1");
      assertThat(product.ask("plugin:call hello 'void F(void)'")).isEqualTo("Hello, number 0");
      assertThat(product.bash("/opt/alfheim/alfheim healthy")).isEmpty();
    }
  }
}
