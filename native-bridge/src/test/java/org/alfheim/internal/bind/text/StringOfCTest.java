package org.alfheim.internal.bind.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.declaration.Declaration;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.bind.Contract;
import org.alfheim.internal.bind.DlopenedLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings that end where memory does, and pointers that are none. */
class StringOfCTest {
  private static final String TEXT = "0123456789abcdefghij";

  private static final String SOURCE =
      """
      #include <string.h>
      #include <sys/mman.h>
      #include <unistd.h>
      /* The last byte before memory that is not there. */
      static char *last_byte(void) {
        long page = sysconf(_SC_PAGESIZE);
        char *pages = mmap(0, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        munmap(pages + page, page);
        return pages + page - 1;
      }
      /* The last N characters of a text whose NUL is there. */
      const char *last(int n) {
        static char *end;
        if (!end) {
          end = last_byte();
          memcpy(end - 20, "0123456789abcdefghij", 21);
        }
        return end - n;
      }
      const char *open_end(void) {
        char *end = last_byte();
        return memset(end - 4000, 'x', 4001);
      }
      const char *nowhere(void) { return (const char *) 7; }
      const char *beyond(void) { return (const char *) 0x8000000000000000; }
      void tell(const char **out) { *out = (const char *) 7; }
      long number = 7;
      int sum(int n, ...) { return n; }
      """;

  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library = DlopenedLibrary.of(new Compiler(folder).c("libstrings.so", SOURCE));
  }

  interface Strings {
    String last(int n);
  }

  private static NativeFunction function(String prototype) {
    Prototype parsed = Prototype.parse(prototype);
    return new BoundFunction(library.target(parsed.name()), parsed);
  }

  /** Each begins at another place in its word, and ends in the last one of the page. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20})
  void nothingBehindTheNulIsTouched(int length) {
    String expected = TEXT.substring(TEXT.length() - length);
    assertThat(function("const char *last(int)").call(List.of(length))).isEqualTo(expected);
    assertThat(Contract.bind(Strings.class, library).last(length)).isEqualTo(expected);
  }

  @Test
  void aPointerToNowhereIsAnError() {
    assertThatThrownBy(() -> function("const char *nowhere(void)").call(List.of()))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("there is no memory at 0x7")
        .hasMessageContaining("void *");
    assertThatThrownBy(() -> function("const char *beyond(void)").callText(List.of()))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("there is no memory at 0x8000000000000000");
    assertThatThrownBy(() -> function("void tell(const char **)").callText(List.of("&NULL")))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("there is no memory at 0x7");
  }

  @Test
  void aVariableThatIsNoPointerIsAnError() {
    assertThatThrownBy(() ->
            BoundVariable.of(library.target("number"), Declaration.parse("char *number")).getText())
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("there is no memory at 0x7");
  }

  @Test
  void aStringThatRunsOutOfMemoryIsAnError() {
    assertThatThrownBy(() -> function("const char *open_end(void)").call(List.of()))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("that can be read");
  }

  @Test
  void moreArgumentsThanCanBePassedAreRefused() {
    List<String> many = java.util.Collections.nCopies(121, "1");
    assertThatThrownBy(() -> function("int sum(int, ...)").callText(many))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("at most 120 can be passed");
    assertThat(function("int sum(int, ...)").callText(many.subList(1, 121)).value()).isEqualTo(1);
  }
}
