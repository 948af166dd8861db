package org.alfheim.internal.bind.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.CallResult;
import org.alfheim.bind.Variable;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.bind.DlopenedLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A use that may take so much memory and no more: 1,000 bytes here. */
class BoundedUseTest {
  private static final long MOST = 1_000;

  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library =
        DlopenedLibrary.of(
            new Compiler(folder)
                .c(
                    "libbounded.so",
                    """
                    int calls;
                    int take(void *a, void *b) { return ++calls; }
                    char text[1001] = "long";
                    char fitting[1000] = "short";
                    static char long_text[600] = { [0 ... 598] = 'x' };
                    const char *strings[2] = { long_text, long_text };
                    void point(const char **to) { to[0] = to[1] = long_text; }
                    """));
  }

  private static CallResult call(String... arguments) {
    return library.function("int take(void *, void *)").callText(List.of(arguments), MOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@out:1001", "@out:0x40000000", "@long:{1,2,3}"})
  void argumentsThatTakeMoreAreRefusedAndNothingIsCalled(String argument) {
    Variable<Object> calls = library.variable("int calls");
    Object before = calls.get();
    assertThatThrownBy(() -> call(argument, "@out:990"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("take: the arguments: more than 1000 bytes");
    assertThat(calls.get()).isEqualTo(before);
  }

  @Test
  void stringsAndBytesOfArgumentsCount() {
    assertThatThrownBy(() -> call("x".repeat(500), "x".repeat(500)))
        .hasMessageContaining("1000 bytes");
    assertThatThrownBy(() -> call("@hex:" + "00".repeat(1_001), "NULL"))
        .hasMessageContaining("1000 bytes");
  }

  @Test
  void whatJustFitsIsPassed() {
    assertThat(call("@out:500", "@out:500").outs()).hasSize(2);
    // With the NUL at the end.
    assertThat(call("x".repeat(999), "NULL").outs()).isEmpty();
  }

  @Test
  void stringsBehindPointersThatACallHasLeftCount() {
    assertThatThrownBy(
            () -> library.function("void point(const char **)").callText(List.of("@out:2"), MOST))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("1000 bytes");
  }

  @Test
  void aVariableThatIsLargerIsNotRead() {
    assertThatThrownBy(() -> library.variable("char text[]").getText(MOST))
        .hasMessageContaining("text: more than 1000 bytes");
    assertThat(library.variable("char fitting[]").getText(MOST)).isEqualTo("short");
    assertThatThrownBy(() -> library.variable("const char *strings[2]").getText(MOST))
        .hasMessageContaining("1000 bytes");
  }

  @Test
  void whoIsNotFarAwayHasNoBound() {
    assertThat(library.variable("char text[]").getText()).isEqualTo("long");
    assertThat(
            library
                .function("int take(void *, void *)")
                .callText(List.of("@out:100000", "NULL"))
                .outs())
        .hasSize(1);
  }
}
