package org.alfheim.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsWordsToTheLeftAndNumbersToTheRight() {
    Table table =
        new Table(Table.Column.left("NAME"), Table.Column.right("SIZE"), Table.Column.left("KIND"));
    table.row("f", 7, "function");
    table.row("longer", 12345, "tls");

    assertThat(printed(table))
        .isEqualTo(
            """
            NAME     SIZE  KIND
            f           7  function
            longer  12345  tls
            """);
  }

  @Test
  void showsControlCharactersAndDoesNotObeyThem() {
    Table table = new Table(Table.Column.left("NAME"));
    table.row("a\u001b[2Jb\nc\u009bd");

    assertThat(printed(table)).isEqualTo("NAME\na\\x1b[2Jb\\nc\\x9bd\n");
  }

  @Test
  void refusesARowThatDoesNotFit() {
    Table table = new Table(Table.Column.left("NAME"));

    assertThatThrownBy(() -> table.row("a", "b")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String printed(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    table.print(out);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
