package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell is told of the names of C++. */
class CompletionsOfCppTest {
  @TempDir private static Path folder;
  private static Framework felix;

  @BeforeAll
  static void start() throws Exception {
    Compiler.compileCpp(folder, "libns.so", "namespace ns { int add(int, int) { return 0; } }");
    felix = Framework.start(folder);
    felix.shell("plugin:open libns.so");
  }

  @AfterAll
  static void stop() throws Exception {
    felix.stop();
  }

  @Test
  void aSymbolsOwnNameIsOffered() throws Exception {
    assertThat(felix.complete("lookup", "libns.so", "_Z")).asString().isEqualTo("[_ZN2ns3addEii]");
  }

  @Test
  void whoTypesANameAsPeopleWriteItIsOfferedSuchNames() throws Exception {
    assertThat(felix.complete("lookup", "libns.so", "ns::"))
        .asString()
        .isEqualTo("[ns::add(int, int)]");
  }
}
