package org.alfheim.itests.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notation of the pages: what is taken for a match, and what for a difference. */
class NotationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one         | one           | true",
        "one         | one;two       | false",
        "''          | ''            | true",
        "''          | one           | false",
        "a … c       | a b c         | true",
        "a … c       | a b;c         | false",
        "a…          | a             | true",
        "…;b         | b             | true",
        "…;b         | a;a;b         | true",
        "a;…         | a             | true",
        "a;…;b       | a;x;y;b       | true",
        "a;…;b       | a;x;y         | false",
        "a.c         | abc           | false",
      })
  void anEllipsisStandsForAnythingAndTheRestForItself(String page, String printed, boolean fits) {
    List<String> lines = page.isEmpty() ? List.of() : List.of(page.split(";", -1));
    String text = printed.isEmpty() ? "" : printed.replace(';', '\n') + "\n";
    assertThat(new Printed(lines).fits(text)).isEqualTo(fits);
  }

  @Test
  void spacesAtTheEndsOfLinesDoNotCount() {
    assertThat(new Printed(List.of("a", "b")).fits("a  \nb\t\n")).isTrue();
  }

  @Test
  void aBlockIsReadAsCommandsWithWhatTheyPrint() {
    List<Dialogue> dialogues =
        Dialogue.of(
            block(
                "console refused",
                "$ one \\",
                "    more",
                "printed",
                "$ alfheim run",
                "alfheim> first",
                "answer",
                "alfheim> second"));
    assertThat(dialogues).hasSize(2);
    assertThat(dialogues.getFirst().command()).isEqualTo("one \\\n    more");
    assertThat(dialogues.getFirst().printed().lines()).containsExactly("printed");
    assertThat(dialogues.getFirst().refused()).isFalse();
    assertThat(dialogues.getLast().shell())
        .extracting(Dialogue.Typed::command)
        .containsExactly("first", "second");
    assertThat(dialogues.getLast().refused()).isTrue();
  }

  @Test
  void aBlockThatBeginsWithNoCommandIsAnError() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Dialogue.of(block("console", "printed")))
        .withMessageContaining("docs/x.md:7");
  }

  @Test
  void whatDiffersIsToldWithItsPlaceAndTheRestIsRun() throws Exception {
    Path file = folder.resolve("x.md");
    Files.writeString(
        file,
        """
        ```text greeting
        Hello
        ```

        ```console
        $ cat greeting
        Hello
        $ echo two
        three
        $ x=4; echo $x
        4
        $ false
        ```
        """);
    Path empty = Files.createDirectory(folder.resolve("page"));

    List<String> problems = new PageShell(Path.of("/bin/true"), empty).run(Page.read(folder, file));

    assertThat(problems).hasSize(2);
    assertThat(problems.getFirst()).startsWith("x.md:5: echo two").contains("two", "three");
    assertThat(problems.getLast()).startsWith("x.md:5: false").contains("status 1");
  }

  @Test
  void headingsAreLinkedToAsOnGitHub() throws Exception {
    Path file = folder.resolve("x.md");
    Files.writeString(
        file, "# What's `new`, here?\n\n## Same\n\n```text\n# none\n```\n\n## Same\n");

    assertThat(Page.read(folder, file).anchors())
        .containsExactlyInAnyOrder("whats-new-here", "same", "same-1");
  }

  private static Block block(String info, String... lines) {
    return new Block("docs/x.md", 7, List.of(info.split(" ")), List.of(lines));
  }
}
