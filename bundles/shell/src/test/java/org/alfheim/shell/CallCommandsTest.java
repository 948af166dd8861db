package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** {@code plugin:get}, {@code plugin:set} and {@code plugin:call}. */
class CallCommandsTest extends ShellWithPlugins {
  @Test
  void readsAndWritesVariables() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(felix.value("plugin:get libhello 'int V'")).isEqualTo(7);
    assertThat(felix.shell("plugin:set libhello 'int V' -12")).isEmpty();
    assertThat(felix.shell("plugin:get libhello 'int V'")).isEqualTo("-12");
    felix.shell("plugin:set libhello 'int V' 0x2a");
    assertThat(felix.shell("plugin:get libhello 'int V'")).isEqualTo("42");
    felix.shell("plugin:set libhello 'int V' 7");
    assertThat(felix.shell("plugin:get libhello 'unsigned long big'"))
        .isEqualTo("18446744073709551615");
    assertThat(felix.shell("plugin:get libhello 'const char *title'")).isEqualTo("elf");
    assertThat(felix.shell("plugin:get libhello 'short T'")).isEqualTo("5");
    assertRefused(
        "plugin:get libhello int",
        "'int', column 1: this is a type; a variable is declared like 'int V'");
    assertRefused("plugin:get libhello 'int absent'", "absent not found");
    assertRefused("plugin:get libhello 'int add'", "add is a function");
    assertRefused("plugin:set libhello 'int V' seven", "'seven' is no int");
    assertRefused("plugin:set libhello 'int fixed' 4", "fixed");
  }

  @Test
  void callsFunctions() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(felix.value("plugin:call libhello 'int add(int, int)' 2 3")).isEqualTo(5);
    assertThat(felix.shell("plugin:call libhello 'int add(int, int)' -1 -2")).isEqualTo("-3");
    assertThat(felix.shell("plugin:call libhello 'double twice(double)' 1.25")).isEqualTo("2.5");
    assertThat(felix.shell("plugin:call libhello 'double twice(double)' -1e3"))
        .isEqualTo("-2000.0");
    assertThat(
            felix.shell(
                "plugin:call libhello 'unsigned long same(unsigned long)' 18446744073709551615"))
        .isEqualTo("18446744073709551615");
    assertThat(felix.shell("plugin:call libhello 'const char *echo(const char *)' 'two words'"))
        .isEqualTo("two words");
    assertThat(felix.shell("plugin:call libhello 'const char *echo(const char *)' 1.10"))
        .isEqualTo("1.10");
    assertThat(felix.shell("plugin:call libhello 'const char *echo(const char *)' NULL"))
        .isEqualTo("NULL");
    assertThat(felix.shell("plugin:call libhello 'int is_null(const void *)' null")).isEqualTo("1");
    assertThat(felix.shell("plugin:call libhello 'void nothing(void)'")).isEmpty();
  }

  @Test
  void takesTheResultOfOneCallAsTheArgumentOfAnother() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(
            felix.shell(
                "x = (plugin:call libhello 'int add(int, int)' 2 3); plugin:call libhello 'int add(int, int)' $x 1"))
        .isEqualTo("6");
    assertThat(
            felix.shell(
                "p = (plugin:call libhello 'void *echo(const char *)' NULL); plugin:call libhello 'int is_null(const void *)' $p"))
        .isEqualTo("1");
  }

  @Test
  void showsWhatACallLeftInBuffers() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(
            felix.shell(
                "plugin:call libhello 'int measure(char *buffer, unsigned long, int *)' @out:16 16 '&0'"))
        .isEqualTo("7\narg 1 (buffer) = filled\narg 3 = 6");
  }

  @Test
  void refusesCallsThatDoNotFitInOneLine() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertRefused(
        "plugin:call libhello 'int add(int, int)' 1", "add takes 2 arguments, 1 was given");
    assertRefused("plugin:call libhello 'int add(int, int)' 1 two", "'two' is no int");
    assertRefused("plugin:call libhello 'int add(int, int' 1 2", "expected");
    assertRefused("plugin:call libhello 'int sub(int, int)' 1 2", "sub not found");
    assertRefused("plugin:call libhello 'int V(void)'", "is a variable");
  }

  @Test
  void showsWhatAFunctionPrintsInItsPlace() throws Exception {
    String program =
        "plugin:open "
            + hello
            + "; plugin:call libhello 'void F(void)'; plugin:set libhello 'int V' 8; plugin:call libhello 'int G(void)'";

    String output = ShellProcess.run(Files.createDirectory(folder.resolve("process")), program);

    assertThat(output.lines())
        .containsExactly("before", "Hello, number 7", "number 8, no line end;5");
  }

  @Test
  void aDeclarationWithoutQuotesIsTakenTogether() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(felix.shell("plugin:get libhello int V")).isEqualTo("7");
    felix.shell("plugin:set libhello int V 8");
    assertThat(felix.shell("plugin:get libhello 'int V'")).isEqualTo("8");
    felix.shell("plugin:set libhello unsigned long big 7");
    felix.shell("plugin:set libhello 'unsigned long big' 18446744073709551615");
    felix.shell("plugin:set libhello 'int V' 7");
    assertThat(felix.shell("plugin:call libhello int 'add(int, int)' 2 3")).isEqualTo("5");
    assertThat(felix.shell("plugin:call libhello unsigned long 'same(unsigned' 'long)' 4"))
        .isEqualTo("4");
  }
}
