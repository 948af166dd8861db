package org.alfheim.itests.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Go finds when it is too late, or takes to be the end of a process or of a runtime, is
 * refused before a byte of it runs, and harms no other plugin.
 */
@Timeout(600)
class BadPluginTest {
  /** What the bad ones write from their constructors in C, and when Go initialises them. */
  private static final String HAS_RUN = "it has run";

  @TempDir private Path folder;

  static List<GoRelease> toolchains() {
    return GoRelease.both();
  }

  /**
   * A plugin, and what is said of it.
   *
   * @param file the plugin
   * @param alone what is said of it in a runtime of its own
   * @param shared what is said of it in a runtime with others
   */
  private record Row(Path file, String alone, String shared) {
    Row(Path file, String said) {
      this(file, said, said);
    }
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void whatDoesNotFitIsRefusedBeforeItRunsAndHarmsNoOther(GoRelease go) throws IOException {
    Path loud = go.plugin("loud");
    String others = "it was built by " + go.other().version() + ", and its host ";
    String trimmed =
        go.minor() < 20 ? "is another than that of its host" : "it was built with -trimpath, and";
    List<Row> rows =
        List.of(
            new Row(go.other().plugin("loud"), others),
            new Row(go.plugin("loud", "-trimpath"), trimmed),
            new Row(go.plugin("loud", "-race"), "it was built with -race, and its host "),
            new Row(go.plugin("loud-empty"), "it exports nothing"),
            new Row(cut(loud, "cut.so"), "Exception: "),
            new Row(write("text.so", "no plugin"), "Exception: "),
            new Row(folder.resolve("none.so"), "none.so"),
            new Row(Path.of("/lib/x86_64-linux-gnu/libz.so.1"), "and is no Go plugin"),
            new Row(go.cLibraryOfLoader("clib"), "and is no Go plugin"));

    check(go, rows, true);
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void whatIsThereAlreadyIsRefusedInTheSameRuntimeOnly(GoRelease go) throws IOException {
    Path one = go.plugin("one");
    Path again = copy(go.plugin("quiet"), "again.so");
    String there = "example.com/quiet is in the same runtime already, from " + go.plugin("quiet");

    check(
        go,
        List.of(
            new Row(again, "opened [F, V]", there),
            new Row(go.plugin("quiet-again"), "opened [F, V]", there),
            new Row(one, "opened [Get]", "opened [Get]"),
            new Row(go.plugin("two"), "opened [Get]", "its package example.com/shared (")),
        false);
  }

  /** These differ, and go together all the same. */
  @ParameterizedTest
  @MethodSource("toolchains")
  void whatDiffersInTheMainPackageAloneIsOpened(GoRelease go) throws IOException {
    check(
        go,
        List.of(
            new Row(go.plugin("one", "-gcflags=-N -l"), "opened [Get]"),
            new Row(go.plugin("alone", "-ldflags=-s -w"), "opened [F]")),
        false);
  }

  /** Opens all, and sees that a good one works after each. */
  private void check(GoRelease go, List<Row> rows, boolean silent) {
    List<Object> arguments = new ArrayList<>(List.of(go.host(), go.plugin("quiet")));
    rows.forEach(row -> arguments.add(row.file()));

    Programs.Outcome outcome = GoProcess.of(BadPlugins.class).run(arguments.toArray());

    assertThat(outcome.status()).as(outcome.output()).isZero();
    List<String> lines = outcome.lines();
    assertThat(lines).as(outcome.output()).hasSize(1 + 4 * rows.size()).startsWith("good 7");
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      List<String> said = lines.subList(1 + 4 * i, 5 + 4 * i);
      assertThat(said.get(0)).contains(row.alone());
      assertThat(said.get(2)).contains(row.shared());
      assertThat(Arrays.asList(said.get(1), said.get(3))).containsOnly("good 7");
    }
    if (silent) {
      assertThat(outcome.output()).doesNotContain(HAS_RUN);
    }
  }

  /** What has to stay unsaid is said where a plugin is good. */
  @ParameterizedTest
  @MethodSource("toolchains")
  void whatRunsTells(GoRelease go) {
    List<String> lines = GoProcess.of(BadPlugins.class).lines(go.host(), go.plugin("loud"));

    assertThat(lines).containsExactlyInAnyOrder(HAS_RUN, HAS_RUN, "good 7");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path copy(Path file, String name) throws IOException {
    return Files.copy(file, folder.resolve(name));
  }

  private Path cut(Path file, String name) throws IOException {
    byte[] all = Files.readAllBytes(file);
    return Files.write(folder.resolve(name), Arrays.copyOf(all, all.length / 2));
  }
}
