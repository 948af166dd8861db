package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a function has for {@code ...} once it is a {@code va_list}. */
@Timeout(60)
class VariableArgumentsTest {
  private static final String SOURCE =
      """
      #include <stdarg.h>
      #include <stdio.h>
      int format(char *to, unsigned long size, const char *format, va_list rest) {
        return vsnprintf(to, size, format, rest);
      }
      void tell(void (*log)(const char *format, va_list rest), const char *format, ...) {
        va_list rest;
        va_start(rest, format);
        log(format, rest);
        va_end(rest);
      }
      """;

  private static Plugin plugin;

  @BeforeAll
  static void open(@TempDir Path folder) {
    plugin = Loader.open(new Compiler(folder).c("libvariable.so", SOURCE, "-g"));
  }

  interface Log {
    void on(String format, MemorySegment rest);
  }

  interface Api {
    int format(@Out byte[] to, @LengthOf("to") long size, String format, MemorySegment rest);

    void tell(Log log, String format, @Variadic int number);
  }

  @Test
  void whatACallbackHasGotIsPassedOn() {
    Api api = plugin.bind(Api.class);
    byte[] text = new byte[40];

    api.tell((format, rest) -> api.format(text, text.length, format, rest), "<%d>", 42);

    assertThat(new String(text, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("<42>");
  }

  interface Made {
    int format(@Out byte[] to, @LengthOf("to") long size, String format, @In byte[] rest);
  }

  @Test
  void whatJavaHasMadeIsNone() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(Made.class))
        .withMessageContaining("parameter 4 (rest) is byte[]")
        .withMessageContaining("which is a va_list: no caller but C can make one");
  }

  @Test
  void aCallByTextSaysWhyThereIsNone() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.lookup("format").function())
        .withMessageContaining("can't be called: parameter 4 is")
        .withMessageContaining("is a va_list: no caller but C can make one");
  }
}
