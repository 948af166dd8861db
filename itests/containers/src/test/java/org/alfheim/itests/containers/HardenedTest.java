package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container from which everything is taken that can be taken. */
@NeedsEngine
class HardenedTest {

  @TempDir Path temporary;

  @Test
  void allOfItWorksAndNothingIsWritten() {
    Path folder = Plugins.folder(temporary, "plugins");
    Plugins.compileCpp(
        folder.resolve("catches.so"),
        """
        #include <stdexcept>
        #include <string>
        static thread_local std::string last = "none";
        extern "C" int caught(int n) {
          try {
            if (n > 0) throw std::runtime_error("thrown");
          } catch (const std::exception &e) {
            last = e.what();
          }
          return static_cast<int>(last.size());
        }
        """);
    try (Product product = Product.deploying(folder).hardened()) {
      product.start();
      String status = product.bash("echo \"$(</proc/1/status)\"");
      assertThat(status)
          .containsPattern("Uid:\\s+54321\\s+54321")
          .containsPattern("CapEff:\\s+0{16}\n")
          .containsPattern("CapBnd:\\s+0{16}\n")
          .containsPattern("NoNewPrivs:\\s+1")
          .containsPattern("Seccomp:\\s+2");
      assertThat(product.bash("echo \"$(</proc/mounts)\""))
          .containsPattern("overlay / overlay ro,")
          .containsPattern("tmpfs /tmp tmpfs \\S*noexec");
      assertThat(product.bash("{ : >/written; } 2>/dev/null || echo refused")).contains("refused");

      product.ask("plugin:set hello 'int V' 7");
      product.ask("plugin:call hello 'void F(void)'");
      assertThat(product.log()).contains("Hello, number 7\n");
      assertThat(product.ask("plugin:call zlib 'const char *zlib_version(void)'")).contains("1.3");
      assertThat(product.ask("plugin:call catches 'int caught(int)' 0")).isEqualTo("4");
      assertThat(product.ask("plugin:call catches 'int caught(int)' 1")).isEqualTo("6");

      assertThat(product.errors().lines()).singleElement().asString().startsWith("alfheim: ready");
      assertThat(product.state().getOOMKilled()).isFalse();
      assertThat(product.changes()).isEmpty();
    }
  }
}
