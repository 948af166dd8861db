package org.alfheim.container.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
