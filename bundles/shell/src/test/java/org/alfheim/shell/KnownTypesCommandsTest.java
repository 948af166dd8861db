package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands over an image whose types are known. */
@Timeout(60)
class KnownTypesCommandsTest {
  @TempDir private static Path folder;
  private static Framework felix;

  @BeforeAll
  static void start() throws Exception {
    Compiler.compile(
        folder,
        "libpoints.so",
        """
        struct point { int x, y; };
        struct point origin = { 3, 4 };
        int sum(struct point p) { return p.x + p.y; }
        int total(void) { return origin.x + origin.y; }
        """,
        "-gbtf");
    felix = Framework.start(folder);
    felix.shell("plugin:open libpoints.so");
  }

  @AfterAll
  static void stop() throws Exception {
    felix.stop();
  }

  @Test
  void theTableOfSymbolsHasTheirTypesAndBelowItWhoKnowsThem() throws Exception {
    assertThat(felix.shell("plugin:symbols libpoints").lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("NAME +VERSION +KIND +SIZE +ADDRESS +TYPE"),
            line -> assertThat(line).matches("origin +variable .*  struct point origin"),
            line -> assertThat(line).matches("sum +function .*  int sum\\(struct point p\\)"),
            line -> assertThat(line).matches("total +function .*  int total\\(void\\)"),
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).matches("types known from BTF of .*libpoints.so.*"));
  }

  @Test
  void aSymbolThatIsLookedUpHasItsTypeAndWhoKnowsIt() throws Exception {
    assertThat(felix.shell("plugin:lookup libpoints sum").lines())
        .anyMatch(line -> line.matches("type +int sum\\(struct point p\\)"))
        .anyMatch(line -> line.matches("known from +BTF of .*libpoints.so.*"));
  }

  @Test
  void aNameAloneWillDoToUseASymbol() throws Exception {
    assertThat(felix.shell("plugin:call libpoints sum '{x: 1, y: 2}'")).isEqualTo("3");
    assertThat(felix.shell("plugin:get libpoints origin")).isEqualTo("{x: 3, y: 4}");
    felix.shell("plugin:set libpoints origin '{x: 5, y: 6}'");
    assertThat(felix.shell("plugin:call libpoints total")).isEqualTo("11");
    felix.shell("plugin:set libpoints origin '{3, 4}'");
    assertThat(felix.shell("plugin:get libpoints origin")).isEqualTo("{x: 3, y: 4}");
  }

  @Test
  void whatContradictsIsRefused() {
    assertThatThrownBy(() -> felix.shell("plugin:call libpoints 'double sum(double)' 1.5"))
        .hasMessageContaining("contradicts 'int sum(struct point p)', which is known from BTF of ");
    assertThatThrownBy(() -> felix.shell("plugin:get libpoints 'long origin'"))
        .hasMessageContaining("contradicts 'struct point origin', which is known from BTF of ");
  }
}
