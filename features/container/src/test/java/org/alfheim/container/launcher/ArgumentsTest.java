package org.alfheim.container.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  @TempDir Path folder;

  @Test
  void nothingAskedForIsAShell() {
    Arguments arguments = Arguments.parse(List.of());
    assertThat(arguments.commands()).isEmpty();
    assertThat(arguments.dropFolders()).isEmpty();
    assertThat(arguments.state()).isEmpty();
    assertThat(arguments.serve()).isFalse();
    assertThat(arguments.stackTraces()).isFalse();
    assertThat(arguments.help()).isFalse();
  }

  @Test
  void valuesFollowTheirOptionsOrAnEqualsSign() {
    Arguments arguments =
        Arguments.parse(
            List.of(
                "-c",
                "x = 1; lb",
                "--deploy=" + folder,
                "--state",
                "here",
                "--serve",
                "--stacktrace"));
    assertThat(arguments.commands()).contains("x = 1; lb");
    assertThat(arguments.dropFolders()).containsExactly(folder);
    assertThat(arguments.state()).contains(Path.of("here").toAbsolutePath());
    assertThat(arguments.serve()).isTrue();
    assertThat(arguments.stackTraces()).isTrue();
  }

  @Test
  void commandsMayLookLikeAnOption() {
    assertThat(Arguments.parse(List.of("-c", "--help")).commands()).contains("--help");
  }

  @Test
  void anUnknownArgumentIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of("--nix")))
        .withMessageContaining("'--nix'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of("lb")))
        .withMessageContaining("'lb'");
  }

  @Test
  void dropFoldersMayBeSeveralAndEachCountsOnce() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    assertThat(
            Arguments.parse(
                    List.of(
                        "--deploy",
                        second.toString(),
                        "--deploy=" + first,
                        "--deploy",
                        first + "/."))
                .dropFolders())
        .containsExactly(second, first);
  }

  @Test
  void aDropFolderWithACommaInItsPathIsRefused() throws IOException {
    Path comma = Files.createDirectory(folder.resolve("a,b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of("--deploy", comma.toString())))
        .withMessageStartingWith("run: --deploy: " + comma + " has a comma in it");
  }

  @ParameterizedTest
  @CsvSource({
    "-c,lb,--commands,list,-c",
    "-c,lb,--commands=lb,--serve,-c",
    "--state,a,--state,b,--state",
    "--state=a,--serve,--state,a,--state",
    "--console,8080,--console,8081,--console",
    "--console,--serve,--console,8081,--console",
    "--console-password,a,--console-password,b,--console-password",
  })
  void whatCountsOnceIsNotTakenTwice(
      String first, String second, String third, String fourth, String option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of(first, second, third, fourth)))
        .withMessageStartingWith("run: " + option + " is given twice; ");
  }

  @Test
  void aboveALinkIsAboveWhatItLeadsTo() throws IOException {
    Path above = Files.createDirectory(folder.resolve("above"));
    Path target = Files.createDirectory(above.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);

    assertThat(
            Arguments.parse(
                    List.of("--deploy", link + "/..", "--deploy", link + "/../target/../target"))
                .dropFolders())
        .containsExactly(above.toRealPath(), target.toRealPath());
    assertThat(Arguments.parse(List.of("--state", link + "/../new/../state")).state())
        .contains(above.toRealPath().resolve("state"));
    assertThat(Arguments.parse(List.of("--state", "/../..")).state()).contains(Path.of("/"));
    assertThat(Arguments.parse(List.of("--deploy", link.toString())).dropFolders())
        .as("by its own name, which may come to lead elsewhere")
        .containsExactly(link);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--deploy", "--state"})
  void aNameThatIsLostIsRefusedWithTheCure(String option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of(option, folder + "/na\ufffdme")))
        .withMessageStartingWith("run: " + option + ": " + folder + "/na\ufffdme is not in the ")
        .withMessageEndingWith("; name a link to it");
  }

  @Test
  void aMissingValueIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of("-c")))
        .withMessage("run: -c needs a value");
  }

  @Test
  void aDropFolderHasToBeAFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path wrong : List.of(file, folder.resolve("missing"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Arguments.parse(List.of("--deploy", wrong.toString())))
          .withMessageContaining(wrong + " is not a folder");
    }
  }

  @Test
  void aStateFolderMayBeMissingButIsNoFile() throws IOException {
    Path missing = folder.resolve("missing");
    assertThat(Arguments.parse(List.of("--state", missing.toString())).state()).contains(missing);
    Path file = Files.createFile(folder.resolve("file"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of("--state", file.toString())))
        .withMessageContaining(file + " is not a folder");
  }

  @Test
  void namesOfTheConsoleMayBeSeveral() {
    assertThat(
            Arguments.parse(
                    List.of("--console", "8080", "--console-host", "a.example", "--console-host=b"))
                .consoleHosts())
        .containsExactly("a.example", "b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of("--console-host", "a.example")))
        .withMessageContaining("--console-host without --console");
  }

  @Test
  void commandsThatAreNoTextAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(List.of("-c", "plugin:open gr\ufffde.so")))
        .withMessageContaining("a byte that is not in the encoding of the locale")
        .withMessageContaining("elf:file:/…");
  }
}
