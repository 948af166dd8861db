package org.alfheim.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.PolicyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of packages show does what they say. */
class SnippetsTest {
  @TempDir Path folder;

  /** In a process of its own: what it prints is the plugin's, and a policy is for good. */
  static final class Reader {
    public static void main(String[] arguments) {
      FirstPlugin.greet(Path.of(arguments[0]));
      Elsewhere.install();
      Loader.open(
          Path.of(arguments[0]),
          OpenOptions.builder().with(new Elsewhere.Audited("somebody")).build());
      WhoMayComeIn.install();
      assertThatExceptionOfType(PolicyException.class)
          .isThrownBy(() -> Loader.open(Path.of(arguments[1])))
          .withMessageContaining("refused by the policy no-programs: it runs other programs");
    }
  }

  @Test
  void aFirstPluginGreetsAndAnAdmissionKeepsOut() throws Exception {
    Compiler compiler = new Compiler(folder);
    Path hello =
        compiler.c(
            "libhello.so",
            """
            #include <stdio.h>
            int V;
            void F(void) { printf("Hello, number %d\\n", V); fflush(stdout); }
            """);
    Path runner =
        compiler.c(
            "librunner.so", "int system(const char *); int F(void) { return system(\"true\"); }");

    ChildJvm.Outcome outcome = ChildJvm.of(Reader.class).run(hello, runner);

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines())
        .containsExactly("Hello, number 7", "Audited[user=somebody] opens " + hello);
  }

  @Test
  void aDeclarationIsEnoughToCall() {
    Path add = new Compiler(folder).c("libadd.so", "int add(int a, int b) { return a + b; }");

    assertThat(FirstPlugin.add(FirstPlugin.waiving(add))).isEqualTo(5);
  }

  @Test
  void anImageIsLookedAtAndRead() throws Exception {
    MemorySegment zlib =
        MemorySegment.ofArray(Files.readAllBytes(Path.of("/lib/x86_64-linux-gnu/libz.so.1")));

    assertThat(LookInside.describe("libz.so.1", zlib)).isEqualTo("libz.so.1 needs [libc.so.6]");
    assertThat(LookInside.read(zlib)).contains(List.of("libc.so.6"));
  }

  /* 0xcbf43926 is the check value of CRC-32 (ISO 3309). */
  @Test
  void aContractIsCalledLikeAnyInterface() {
    assertThat(ZlibContract.checksum("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(0xcbf43926L);
  }
}
