package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** What the shell is told of words, of retired images and of failures. */
class CompletionsTest {
  @TempDir private static Path folder;
  private static Framework felix;

  @BeforeAll
  static void start() throws Exception {
    Compiler.compile(folder, "libcolour.so", "int red; __thread int shade; void mix(void) {}");
    felix = Framework.start(folder);
    felix.shell("plugin:open libcolour.so");
  }

  @AfterAll
  static void stop() throws Exception {
    felix.stop();
  }

  private static List<?> complete(String... words) throws Exception {
    return felix.complete(words);
  }

  @Test
  void knowsPlugins() throws Exception {
    assertThat(complete("plugin:symbols", "")).asString().isEqualTo("[libcolour.so]");
    assertThat(complete("call", "li")).asString().isEqualTo("[libcolour.so]");
    assertThat(complete("echo", "")).isEmpty();
  }

  @Test
  void knowsTheSymbolsOfAPlugin() throws Exception {
    assertThat(complete("plugin:symbols", "libcolour.so", ""))
        .asString()
        .isEqualTo("[mix, red, shade]");
    assertThat(complete("lookup", "nothing", "")).isEmpty();
    assertThat(complete("lookup", "libcolour.so", "mix", "")).isEmpty();
  }

  @Test
  void putsANameWhereADeclarationHasIt() throws Exception {
    assertThat(complete("call", "libcolour.so", "void m")).asString().isEqualTo("[void mix]");
    assertThat(complete("call", "libcolour.so", "void mix(")).asString().isEqualTo("[]");
    assertThat(complete("get", "libcolour.so", "int *r"))
        .asString()
        .isEqualTo("[int *red, int *shade]");
    // Without a type there is no telling where the name goes.
    assertThat(complete("get", "libcolour.so", "re")).isEmpty();
  }

  @Test
  void knowsBundles() throws Exception {
    for (String command : List.of("stop", "refresh")) {
      assertThat(complete(command, "")).asString().contains("libcolour", "org.alfheim.shell");
    }
  }

  @Test
  void listsImagesThatAreRetired() throws Exception {
    assertThat(felix.shell("plugin:retired")).isEqualTo("no image is retired");
    Compiler.compile(folder, "libbrief.so", "int brief;");
    felix.shell("plugin:open libbrief.so");
    Bundle brief = bundle("libbrief");
    brief.uninstall();

    assertThat(felix.shell("plugin:retired").lines().toList())
        .hasSize(3)
        .satisfies(lines -> {
          assertThat(lines.get(0)).matches("BUNDLE +NAME +BYTES +LOCATION");
          assertThat(lines.get(1))
              .matches(brief.getBundleId() + " +libbrief.so +\\d+ +libbrief!/lib/libbrief.so#.+");
          assertThat(lines.get(2))
              .matches("\\d+ bytes of address space; a new process gives them back");
        });
  }

  private static Bundle bundle(String symbolicName) {
    return Stream.of(felix.context().getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void listsBundlesThatDidNotStart() throws Exception {
    assertThat(felix.shell("plugin:failures")).isEqualTo("no plugin bundle has failed to start");
    Path broken =
        Compiler.compile(
            folder, "libbroken.so", "int nowhere(void); int f(void) { return nowhere(); }");
    Bundle bundle = felix.context().installBundle("elf:file:" + broken);
    assertThatThrownBy(bundle::start).isInstanceOf(BundleException.class);
    assertThat(felix.shell("plugin:failures")).contains("libbroken", "undefined symbol nowhere");
    bundle.uninstall();
    assertThat(felix.shell("plugin:failures")).isEqualTo("no plugin bundle has failed to start");
  }
}
