package org.alfheim.internal.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.types.GoType;
import org.junit.jupiter.api.Test;

/** What keeps a plugin out of a runtime: the conditions of {@code plugin_lastmoduleinit}. */
class GoContentsTest {
  private static final GoModule HOST =
      module("host.so", "go1.23.5", "", Map.of("runtime", "aa11", "fmt", "bb22", "os", "cc33"));

  private static GoModule module(
      String file, String version, String path, Map<String, String> packages, String... flags) {
    GoExport export = new GoExport("V", false, new GoType.Basic("int"));
    return new GoModule(
        file,
        new GoPlugin(
            Optional.of(version),
            path.isEmpty() ? Optional.empty() : Optional.of(path),
            Optional.of(List.of(flags)),
            packages,
            Optional.of(List.of(export)),
            Map.of(),
            Map.of(),
            Optional.empty(),
            List.of()));
  }

  private static GoModule plugin(Map<String, String> packages, String... flags) {
    return module("p.so", "go1.23.5", "example.com/p", packages, flags);
  }

  private static Optional<String> problem(GoModule plugin) {
    return new GoContents(HOST, List.of()).misfit(plugin).map(GoMisfit::problem);
  }

  @Test
  void aPluginWithPackagesOfItsHostFits() {
    assertThat(problem(plugin(Map.of("runtime", "aa11", "example.com/p", "0")))).isEmpty();
  }

  @Test
  void anotherVersionIsToldWithBoth() {
    GoModule plugin = module("p.so", "go1.22.12", "example.com/p", Map.of("runtime", "dd"));

    assertThat(new GoContents(HOST, List.of()).misfit(plugin))
        .contains(
            new GoMisfit(
                "version",
                "it was built by go1.22.12, and its host host.so by go1.23.5",
                "have a host built by go1.22.12 (alfheim go-host --go PATH), or the plugin by"
                    + " go1.23.5"));
  }

  @Test
  void aPackageOfOtherContentIsToldWithBothHashes() {
    assertThat(problem(plugin(Map.of("runtime", "aa11", "fmt", "99", "os", "98"))))
        .hasValueSatisfying(text ->
            assertThat(text)
                .containsPattern(
                    "its package (fmt|os) \\(9[89]\\) is another than that of its host host.so"
                        + " \\((bb22|cc33)\\), as are 1 more"));
  }

  @Test
  void flagsAreComparedWhereBothTellThem() {
    assertThat(problem(plugin(Map.of("runtime", "99"), "-trimpath")))
        .contains("it was built with -trimpath, and its host host.so without");
    assertThat(problem(plugin(Map.of("runtime/race", "99"))))
        .contains("it was built with -race, and its host host.so without");
  }

  @Test
  void aPluginIsComparedWithThoseThatAreThere() {
    GoModule first = module("a.so", "go1.23.5", "example.com/a", Map.of("example.com/c", "11"));
    GoContents contents = new GoContents(HOST, List.of()).with(first);

    assertThat(contents.misfit(plugin(Map.of("example.com/c", "22"))).map(GoMisfit::problem))
        .contains("its package example.com/c (22) is another than that of a.so (11)");
    assertThat(contents.misfit(plugin(Map.of("example.com/c", "11")))).isEmpty();
    assertThat(contents.misfit(first).map(GoMisfit::problem))
        .contains("example.com/a is in the same runtime already, from a.so");
  }

  @Test
  void aPluginWithoutExportsIsOfNoUse() {
    GoPlugin some = plugin(Map.of()).described();
    GoPlugin none =
        new GoPlugin(
            some.version(),
            some.path(),
            some.flags(),
            some.packages(),
            Optional.of(List.of()),
            Map.of(),
            Map.of(),
            Optional.empty(),
            List.of());

    assertThat(GoContents.misfit(none).map(GoMisfit::problem)).contains("it exports nothing");
    assertThat(GoContents.misfit(some)).isEmpty();
  }

  /** {@code cmd/internal/objabi.PathToPrefix}, and its test. */
  @Test
  void theLinkersNameOfAnExportIsEscaped() {
    assertThat(linked("example.com/hello")).isEqualTo("example.com/hello.V");
    assertThat(linked("foo.bar/baz.quux")).isEqualTo("foo.bar/baz%2equux.V");
    assertThat(linked("bar.v1")).isEqualTo("bar%2ev1.V");
    assertThat(linked("foo\u0001%\"")).isEqualTo("foo%01%25%22.V");
  }

  private static String linked(String path) {
    GoPlugin plugin = module("p.so", "go1.23.5", path, Map.of()).described();
    return plugin.linkedName(plugin.exports().orElseThrow().getFirst());
  }
}
