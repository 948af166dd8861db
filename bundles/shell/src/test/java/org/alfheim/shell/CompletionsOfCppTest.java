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
    Compiler.compileCpp(
        folder,
        "libtyped.so",
        """
        namespace ns {
        int count = 1;
        int add(int a, int b) { return a + b; }
        long add(long a) { return a; }
        }
        """,
        "-g");
    felix = Framework.start(folder);
    felix.shell("plugin:open libns.so");
    felix.shell("plugin:open libtyped.so");
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

  @Test
  void aDeclarationGetsTheNameThatPeopleWriteAndItsParametersFollow() throws Exception {
    assertThat(felix.complete("call", "libns.so", "int ns::"))
        .asString()
        .isEqualTo("[int ns::add]");
    assertThat(felix.complete("get", "libtyped.so", "int ns::"))
        .asString()
        .isEqualTo("[int ns::count]");
    assertThat(felix.complete("get", "libtyped.so", "int *ns::c"))
        .asString()
        .isEqualTo("[int *ns::count]");
    assertThat(felix.complete("call", "libns.so", "int other::")).isEmpty();
  }

  @Test
  void aNameAloneIsOfferedWhereItsTypeIsKnown() throws Exception {
    assertThat(felix.complete("call", "libns.so", "ns::")).isEmpty();
    assertThat(felix.complete("call", "libtyped.so", "ns::"))
        .asString()
        .isEqualTo("[ns::add(int, int), ns::add(long)]");
    assertThat(felix.complete("call", "libtyped.so", "ns::add(l"))
        .asString()
        .isEqualTo("[ns::add(long)]");
    assertThat(felix.complete("set", "libtyped.so", "ns::")).asString().isEqualTo("[ns::count]");
    assertThat(felix.shell("plugin:call libtyped.so 'ns::add(int, int)' 1 2")).isEqualTo("3");
    felix.shell("plugin:set libtyped.so ns::count 5");
    assertThat(felix.shell("plugin:get libtyped.so ns::count")).isEqualTo("5");
  }
}
