package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Function pointers with {@code ...}: Java calls what C has, and can't be called so. */
class VariadicPointerTest {
  private static final String SOURCE =
      """
      #include <errno.h>
      #include <stdarg.h>
      #include <stdio.h>
      typedef int (*printer)(char *to, unsigned long size, const char *format, ...);
      static int print(char *to, unsigned long size, const char *format, ...) {
        va_list list;
        va_start(list, format);
        int count = vsnprintf(to, size, format, list);
        va_end(list);
        return count;
      }
      static double sum(int n, ...) {
        va_list list;
        double sum = 0;
        va_start(list, n);
        while (n-- > 0) sum += va_arg(list, double);
        va_end(list);
        return sum;
      }
      static int fail(int number, ...) { errno = number; return -1; }
      struct tools {
        int level;
        printer print;
        double (*sum)(int n, ...);
        int (*fail)(int number, ...);
      };
      static struct tools all = { 4, print, sum, fail };
      printer which(int any) { return any ? print : 0; }
      struct tools *tools(void) { return &all; }
      int is_print(printer p) { return p == print; }
      """;

  private static LocalPlugin plugin;
  private static Api api;

  interface Print {
    int print(@Out byte[] to, @LengthOf("to") long size, String format, @Variadic Object... more);
  }

  interface Sum {
    double of(int n, @Variadic Object... more);
  }

  @Name("struct tools")
  interface Tools extends Struct {
    Print print();

    Sum sum();
  }

  @Name("struct tools")
  record Copied(int level, Sum sum) {}

  @Name("struct tools")
  interface Table extends FunctionTable {
    double sum(int n, @Variadic Object... more);

    @Errno
    int fail(int number, @Variadic Object... more);
  }

  interface Api {
    Print which(int any);

    Tools tools();

    @Name("tools")
    Copied copied();

    @Name("tools")
    Table table();
  }

  interface Lends {
    @Name("is_print")
    int isPrint(Print p);
  }

  @Name("struct tools")
  interface Writes extends Struct {
    Writes print(Print value);
  }

  @BeforeAll
  static void open(@TempDir Path folder) {
    plugin = Loader.openLocal(new Compiler(folder).c("libvariadic.so", SOURCE, "-g"));
    api = plugin.bind(Api.class);
  }

  private static String printed(Print print, String format, Object... more) {
    byte[] to = new byte[100];
    int length = print.print(to, to.length, format, more);
    return new String(to, 0, length, StandardCharsets.UTF_8);
  }

  @Test
  void aResultIsCalledWithWhateverComes() {
    Print print = api.which(1);

    assertThat(printed(print, "plain")).isEqualTo("plain");
    assertThat(printed(print, "%d %s %.2f %ld", 7, "grün", 1.5f, 1L << 40))
        .isEqualTo("7 grün 1.50 1099511627776");
    assertThat(printed(print, "%s %d %d %d %d %d", "x", 1, (short) 2, (byte) 3, 'A', true))
        .isEqualTo("x 1 2 3 65 1");
    assertThat(api.which(0)).isNull();
  }

  @Test
  void aMemberIsCalledToo() {
    assertThat(printed(api.tools().print(), "%d%%", 5)).isEqualTo("5%");
    assertThat(api.tools().sum().of(10, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0))
        .isEqualTo(55);
    assertThat(api.copied().sum().of(2, 0.5, 0.25)).isEqualTo(0.75);
    assertThat(api.copied().level()).isEqualTo(4);
  }

  @Test
  void aTableOfCHasItAsAMethod() {
    assertThat(api.table().sum(0)).isZero();
    assertThat(api.table().sum(3, 1.0, 2.0, 3.0)).isEqualTo(6);
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> api.table().fail(2, "unused", 1))
        .withMessageContaining("ENOENT");
  }

  @Test
  void whatNoArgumentOfCCanBeIsRefused() {
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.tools().sum().of(1, new Object()))
        .withMessageContaining("argument 1 of '...' is a java.lang.Object");
  }

  @Test
  void javaIsNoneForCToCall() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(Lends.class))
        .withMessageContaining("parameter 1 (p) is Print, C has 'printer'");
    try (Arena arena = Arena.ofConfined()) {
      assertThatExceptionOfType(BindingException.class)
          .isThrownBy(() -> plugin.structure(Writes.class).allocate(arena))
          .withMessageContaining("is no function for C to call as 'int (*)(char *,");
    }
  }
}
