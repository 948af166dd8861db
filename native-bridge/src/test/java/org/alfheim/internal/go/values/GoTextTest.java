package org.alfheim.internal.go.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoPanicException;
import org.alfheim.internal.open.LiveGo;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.SymbolNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports that somebody knows at run time only: by text, and by what is natural in Java. */
@Timeout(600)
@ParameterizedClass
@MethodSource("org.alfheim.internal.open.LiveGo#toolchains")
class GoTextTest {
  private final LocalPlugin plugin;

  GoTextTest(GoToolchain toolchain) {
    plugin = LiveGo.plugin(toolchain);
  }

  private String call(String function, String... arguments) {
    NativeFunction found = plugin.lookup(function).function();
    return found.format(found.callText(List.of(arguments)).value());
  }

  @Test
  void scalarsAreWrittenAsInGo() {
    assertThat(call("Nop")).isEmpty();
    assertThat(call("Add", "1", "2")).isEqualTo("3");
    assertThat(call("Add", "-0x10", "0b11")).isEqualTo("-13");
    assertThat(call("AddF", "1.5", "1e2")).isEqualTo("101.5");
    assertThat(call("Half", "3")).isEqualTo("1.5");
    assertThat(call("Not", "true")).isEqualTo("false");
    assertThat(call("EchoU64", "18446744073709551615")).isEqualTo("18446744073709551615");
    assertThat(call("EchoU8", "255")).isEqualTo("255");
  }

  @Test
  void complexNumbersAreWrittenAsInGo() {
    assertThat(call("EchoComplex", "(1+2i)")).isEqualTo("(1.0+2.0i)");
    assertThat(call("EchoComplex", "1.5-2e1i")).isEqualTo("(1.5-20.0i)");
    assertThat(call("EchoComplex", "-3i")).isEqualTo("(0.0-3.0i)");
    assertThat(call("EchoComplex", "4")).isEqualTo("(4.0+0.0i)");
    assertThat(call("EchoComplex", "(NaN+Infi)")).isEqualTo("(NaN+Infi)");
    for (String none : new String[] {"", "i", "1+", "1 2i", "(1", "1+2", "x"}) {
      assertThatThrownBy(() -> call("EchoComplex", none))
          .as(none)
          .isInstanceOf(ArgumentException.class)
          .hasMessage("EchoComplex, argument 1: '" + none + "' is no complex128");
    }
  }

  /** A person is told its type, and can give nothing but nil. */
  @Test
  void whatStaysInGoIsShownByItsType() {
    assertThat(call("Adder", "1")).isEqualTo("func(int) int");
    assertThat(call("Channel", "1")).isEqualTo("chan string");
    assertThat(call("NewPoint", "1", "2")).isEqualTo("*main.Point");
    assertThat(call("ShapeOf", "1", "2")).isEqualTo("*main.Point");
    assertThat(call("Apply", "nil", "1")).isEqualTo("-1");
    assertThat(call("Describe", "nil")).isEqualTo("nil");
    assertThat(call("HasDeadline", "nil")).isEqualTo("false");
    assertThat(call("InTime", "nil")).isEqualTo("*context.timerCtx");
    assertThat(call("NormOf", "nil")).isEqualTo("func() float64");
    assertThatThrownBy(() -> call("Apply", "f", "1"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage(
            "Apply, argument 1: a func(int) int can be nil only here: text can't be one, in 'f'");
    assertThatThrownBy(() -> call("Pump", "c", "nil"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("a <-chan string can be nil only here");
  }

  @Test
  void stringsAreBareOrQuoted() {
    assertThat(call("Upper", "abc")).isEqualTo("ABC");
    assertThat(call("Echo", "a, [b] {c}: nil")).isEqualTo("a, [b] {c}: nil");
    assertThat(call("Echo", "\"a\\n\\x41\\\"\"")).isEqualTo("a\nA\"");
    assertThat(call("Echo", "")).isEmpty();
    assertThat(call("EchoText", "named")).isEqualTo("named");
  }

  @Test
  void slicesMapsAndStructuresAreWrittenAsTheyAreShown() {
    assertThat(call("EchoLongs", "[1,2]")).isEqualTo("[1, 2]");
    assertThat(call("EchoLongs", "[]")).isEqualTo("[]");
    assertThat(call("EchoLongs", "nil")).isEqualTo("nil");
    assertThat(call("EchoNames", "[a, \"b, c\"]")).isEqualTo("[\"a\", \"b, c\"]");
    assertThat(call("EchoMap", "{a: [1], b: nil}")).contains("\"a\": [1]").contains("\"b\": nil");
    assertThat(call("EchoMap", "map[\"a\": [1, 2]]")).isEqualTo("map[\"a\": [1, 2]]");
    assertThat(call("EchoPoint", "{X:1,Y:-2}")).isEqualTo("{X: 1, Y: -2, Name: \"\", Weight: 0.0}");
    String line =
        "{From: {X: 1, Y: 2, Name: \"a b\", Weight: 0.5}, To: {X: 0, Y: 0, Name: \"\", Weight:"
            + " 0.0}, Tags: [\"t\"], Notes: map[\"k\": 7]}";
    assertThat(call("EchoLine", line)).isEqualTo(line);
    assertThat(call("EchoTree", "{Value: 1, Children: [{Value: 2}]}"))
        .isEqualTo("{Value: 1, Children: [{Value: 2, Children: nil}]}");
    assertThat(call("EchoGrid", "[[1, 2, 3], [4, 5, 6]]")).isEqualTo("[[1, 2, 3], [4, 5, 6]]");
    assertThat(call("EchoNumbers", "{A: -1, F: 200, N: true}"))
        .startsWith("{A: -1, B: 0,")
        .contains("F: 200", "N: true", "O: (0.0+0.0i)");
  }

  @Test
  void bytesAreTextOrNumbers() {
    assertThat(call("Sum", "ab")).isEqualTo("195");
    assertThat(call("Sum", "[1, 255]")).isEqualTo("256");
    assertThat(call("EchoBytes", "[0, 200]")).isEqualTo("[0, 200]");
  }

  @Test
  void resultsErrorsAndPanicsAreShown() {
    assertThat(call("DivMod", "7", "3")).isEqualTo("(2, 1)");
    assertThat(call("Parts", "abc")).isEqualTo("(\"ABC\", 3)");
    assertThat(call("Div", "7", "3")).isEqualTo("2");
    assertThatThrownBy(() -> call("Div", "1", "0"))
        .isInstanceOf(GoErrorException.class)
        .hasMessage("division by zero");
    assertThatThrownBy(() -> call("Panics", "x")).isInstanceOf(GoPanicException.class);
    assertThat(call("NewPoint", "1", "2")).isEqualTo("*main.Point");
    assertThat(call("IsNotExist", "nil")).isEqualTo("false");
  }

  @Test
  void variadicFunctionTakesAnyNumber() {
    assertThat(call("Variadic", "x")).isEqualTo("x[]");
    assertThat(call("Variadic", "x", "1", "2")).isEqualTo("x[1 2]");
    assertThatThrownBy(() -> call("Variadic"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("func Variadic(string, ...int) string takes at least 1 argument, 0 given");
    NativeFunction variadic = plugin.lookup("Variadic").function();
    assertThat(variadic.call(List.of("x", 1L, 2L))).isEqualTo("x[1 2]");
    assertThat(variadic.call(List.of("x", List.of(1L, 2L)))).isEqualTo("x[1 2]");
  }

  @Test
  void anyIsWhatItLooksLike() {
    assertThat(call("TypeOf", "7")).isEqualTo("int 7");
    assertThat(call("TypeOf", "7.5")).isEqualTo("float64 7.5");
    assertThat(call("TypeOf", "true")).isEqualTo("bool true");
    assertThat(call("TypeOf", "\"7\"")).isEqualTo("string 7");
    assertThat(call("TypeOf", "abc")).isEqualTo("string abc");
    assertThat(call("TypeOf", "nil")).isEqualTo("<nil> <nil>");
  }

  @Test
  void textThatIsNoValueIsRefused() {
    assertThatThrownBy(() -> call("Add", "1"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("func Add(int64, int64) int64 takes 2 arguments, 1 given");
    assertThatThrownBy(() -> call("Add", "1", "x"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("Add, argument 2: 'x' is no int64");
    assertThatThrownBy(() -> call("EchoU8", "256")).hasMessageContaining("range of Go's uint8");
    assertThatThrownBy(() -> call("EchoPoint", "{Z: 1}")).hasMessageContaining("no exported field");
    assertThatThrownBy(() -> call("EchoLongs", "[1, 2")).hasMessageContaining("']' is missing");
    assertThatThrownBy(() -> call("EchoLongs", "[1] 2")).hasMessageContaining("is too much");
    assertThatThrownBy(() -> call("EchoGrid", "[[1]]")).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> call("Describe", "x")).hasMessageContaining("nil only");
    assertThatThrownBy(() -> call("Not", "1")).hasMessageContaining("true or false");
    assertThatThrownBy(() -> call("EchoTree", "{Value:1,Children:[".repeat(60)))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> call("Echo", "\"open")).hasMessageContaining("a quote is missing");
  }

  @Test
  void somebodyFarAwayGetsNoMoreThanHeMay() {
    NativeFunction huge = plugin.lookup("Huge").function();
    assertThat(huge.callText(List.of("100"), 1000).value().toString()).hasSize(100);
    assertThatThrownBy(() -> huge.callText(List.of("100000"), 1000))
        .isInstanceOf(BindingException.class);
    NativeFunction echo = plugin.lookup("Echo").function();
    assertThatThrownBy(() -> echo.callText(List.of("x".repeat(1001)), 1000))
        .isInstanceOf(ArgumentException.class);
  }

  @Test
  void variablesAreTextAndValues() {
    assertThat(plugin.lookup("Int").variable().getText()).isEqualTo("42");
    plugin.lookup("Int").variable().setText("7");
    assertThat(plugin.lookup("Int").variable(Long.class).get()).isEqualTo(7L);
    plugin.lookup("Int").variable(int.class).set(42);
    assertThat(plugin.lookup("Int").variable().get()).isEqualTo(42L);
    assertThat(plugin.lookup("Str").variable().getText()).isEqualTo("héllo");
    assertThat(plugin.lookup("Bytes").variable().getText()).isEqualTo("[1, 2, 255]");
    assertThat(plugin.lookup("Pt").variable().getText())
        .isEqualTo("{X: 3, Y: 4, Name: \"p\", Weight: 2.5}");
    assertThat(plugin.lookup("Map").variable().get()).isEqualTo(Map.of("one", 1L));
    assertThat(plugin.lookup("PtPtr").variable().getText()).isEqualTo("*main.Point");
    assertThat(plugin.lookup("NilPtr").variable().getText()).isEqualTo("nil");
    assertThat(plugin.lookup("Uint64").variable().get())
        .isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    assertThat(plugin.lookup("FnVar").variable().getText()).isEqualTo("func(int) int");
    assertThatThrownBy(() -> plugin.lookup("Int").variable().setText("x"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("Int: 'x' is no int");
    assertThatThrownBy(() -> plugin.lookup("Int").variable(String.class))
        .isInstanceOf(TypeMismatchException.class)
        .hasMessage("values.so: var Int int: Go's int is no String");
    assertThatThrownBy(() -> plugin.lookup("Add").variable())
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("is no variable");
    assertThatThrownBy(() -> plugin.lookup("Int").function())
        .hasMessageContaining("is no function");
  }

  @Test
  void nameWithItsPackageIsAskedFor() {
    for (String name : new String[] {"main.Add", "example.com/values.Add", "Addd"}) {
      assertThatThrownBy(() -> plugin.lookup(name))
          .as(name)
          .isInstanceOf(SymbolNotFoundException.class)
          .hasMessageContaining("did you mean Add");
    }
  }

  @Test
  void symbolHasTheTypeOfGo() {
    assertThat(plugin.lookup("Div").type().orElseThrow().type().declare("Div"))
        .isEqualTo("func Div(int, int) (int, error)");
    assertThat(plugin.lookup("FnVar").type().orElseThrow().type().declare("FnVar"))
        .isEqualTo("var FnVar func(int) int");
    assertThat(plugin.lookup("Pt").type().orElseThrow().type().spelling()).isEqualTo("*main.Point");
    assertThat(plugin.lookup("Add").function().type().spelling())
        .isEqualTo("func(int64, int64) int64");
    assertThatThrownBy(() -> plugin.lookup("Add").function().prototype())
        .isInstanceOf(BindingException.class);
  }
}
