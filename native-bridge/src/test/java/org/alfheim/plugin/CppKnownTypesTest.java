package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.Variable;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Functions of C++ by the types that are known of them, under the names that people write. */
@Timeout(60)
class CppKnownTypesTest {
  private static final String SOURCE =
      """
      namespace ns {
      int count = 3;
      struct Text {
        char *at;
        Text(const Text &other) : at(other.at) {}
        static int twice(int n) { return 2 * n; }
      };
      struct __attribute__((packed)) Tight { char c; int i; };
      int add(int a, int b) { return a + b; }
      int length(Text text) { return text.at != nullptr; }
      int tight(Tight t) { return t.i; }
      int (*keep)(int) = Text::twice;
      }
      """;

  @TempDir private static Path folder;

  private static Plugin plugin;

  @BeforeAll
  static void open() {
    plugin = Loader.open(new Compiler(folder).cpp("ns.so", SOURCE, "-g"));
  }

  @Test
  void aStaticMemberIsCalledByItsKnownType() {
    NativeFunction twice = plugin.lookup("ns::Text::twice").function();
    assertThat(twice.call(List.of(21))).isEqualTo(42);
    assertThat(twice).hasToString("ns.so: int ns::Text::twice(int n)");
  }

  @Test
  void aVariableIsReadUnderTheNameThatPeopleWrite() {
    Variable<Object> count = plugin.lookup("ns::count").variable();
    assertThat(count.get()).isEqualTo(3);
    assertThat(count).hasToString("ns.so: int ns::count");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> count.setText("word"))
        .withMessageStartingWith("ns.so: ns::count: 'word' is no int");
  }

  @Test
  void aCallThatDoesNotFitShowsTheFunctionAsPeopleWriteIt() {
    NativeFunction add = plugin.lookup("ns::add").function();
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> add.callText(List.of("1")))
        .withMessage("ns::add takes 2 arguments, 1 was given: 'int ns::add(int a, int b)'");
  }

  /** Itanium C++ ABI, 3.1.2.3: the caller copies it, by its copy constructor. */
  @Test
  void aClassThatCppCopiesItselfIsRefusedForThatReason() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.lookup("ns::length").function())
        .withMessageStartingWith(
            "ns.so: 'int ns::length(ns::Text text)' can't be called: parameter 1 is 'ns::Text', which"
                + " C++ copies by code of the class");
  }

  @Test
  void aPackedStructureIsRefusedForThatReason() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.lookup("ns::tight").function())
        .withMessageContaining("which can't be passed by value: it is packed");
  }
}
