package org.alfheim.internal.go.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Global;
import org.alfheim.bind.Name;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.go.GoObject;
import org.alfheim.internal.open.LiveGo;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What an interface is refused for. */
@Timeout(600)
@ParameterizedClass
@MethodSource("org.alfheim.internal.open.LiveGo#toolchains")
class GoContractTest {
  private final OpenGoPlugin plugin;

  GoContractTest(GoToolchain toolchain) {
    plugin = LiveGo.values(toolchain);
  }

  private ListAssert<String> contradictions(Class<?> contract) {
    return assertThatThrownBy(() -> GoContract.bind(contract, plugin))
        .isInstanceOf(TypeMismatchException.class)
        .hasMessageStartingWith("values.so: ")
        .extracting(thrown -> ((TypeMismatchException) thrown).contradictions())
        .asInstanceOf(InstanceOfAssertFactories.list(String.class));
  }

  record Two(long a, long b) {}

  record Wrong(int x, int y, String name, float weight) {}

  record Less(int x, int y) {}

  record More(int x, int y, String name, double weight, boolean hidden) {}

  interface WrongShape extends GoObject {
    long Norm();
  }

  interface OtherShape extends GoObject {
    double Area();
  }

  interface Contradictory {
    int Nop(String s);

    void Add(long a, long b);

    @Name("Add")
    long addInts(long a, int b);

    String Half(float f);

    Two Div(long a, long b);

    @Name("DivMod")
    long first(long a, long b);

    void EchoNames(List<Integer> names);

    void Keys(Map<String, String> map);

    void EchoPoint(Wrong wrong);

    @Name("EchoPoint")
    Less less(Less less);

    @Name("EchoPoint")
    More more(More more);

    @Name("EchoNames")
    @SuppressWarnings("rawtypes")
    List raw(List names);

    @Global
    int Upper();

    String Str();

    @Global
    long Pt();

    @Global
    boolean Int(long value);

    long Each(IntUnaryOperator f, long n);

    String Describe(WrongShape shape);

    @Name("Describe")
    String other(OtherShape shape);

    long Sum(List<? extends String> bytes);

    long FnVar(String x);

    boolean HasDeadline(String s);

    boolean IsNotExist(Exception e);
  }

  @Test
  void allContradictionsAreToldAtOnce() {
    contradictions(Contradictory.class)
        .containsExactlyInAnyOrder(
            "Nop: Go has func(), the interface has int Nop(String)",
            "Add: Go has func(int64, int64) int64, the interface has void Add(long, long) (the"
                + " result is given to nobody)",
            "Add: Go has func(int64, int64) int64, the interface has long addInts(long, int)"
                + " (parameter 2: Go's int64 is no int)",
            "Half: Go has func(float32) float32, the interface has String Half(float) (result: Go's"
                + " float32 is no String)",
            "Div: Go has func(int, int) (int, error), the interface has Two Div(long, long) (result:"
                + " Go's int is no Two)",
            "DivMod: Go has func(int, int) (int, int), the interface has long first(long, long)"
                + " (result: Go gives 2 results, for which long would have to be a record)",
            "EchoNames: Go has func([]string) []string, the interface has void"
                + " EchoNames(List<Integer>) (parameter 1: Go's string is no Integer)",
            "Keys: Go has func(map[string]int) []string, the interface has void Keys(Map<String,"
                + " String>) (parameter 1: Go's int is no String)",
            "EchoPoint: Go has func(main.Point) main.Point, the interface has void EchoPoint(Wrong)"
                + " (parameter 1: Wrong.weight is Go's Weight: Go's float64 is no float)",
            "EchoPoint: Go has func(main.Point) main.Point, the interface has Less less(Less)"
                + " (parameter 1: Less has no component for main.Point.Name)",
            "EchoPoint: Go has func(main.Point) main.Point, the interface has More more(More)"
                + " (parameter 1: More.hidden is no exported field of main.Point)",
            "EchoNames: Go has func([]string) []string, the interface has List raw(List) (parameter"
                + " 1: List does not say of what: write it as generic)",
            "Upper: Go has func(string) string, the interface has @Global int Upper() (it is no"
                + " variable: leave @Global out)",
            "Str: Go has the variable string, the interface has String Str() (@Global says that a"
                + " method reads or writes a variable)",
            "Pt: Go has the variable main.Point, the interface has @Global long Pt() (Go's"
                + " main.Point is no long)",
            "Int: Go has the variable int, the interface has @Global boolean Int(long) (a variable"
                + " is read without parameters, or written with one)",
            "Each: Go has func(func(int64) int64, int64) int64, the interface has long"
                + " Each(IntUnaryOperator, long) (parameter 1: Go's func(int64) int64 is not int"
                + " applyAsInt(int) of IntUnaryOperator (parameter 1: Go's int64 is no int))",
            "Describe: Go has func(main.Shape) string, the interface has String Describe(WrongShape)"
                + " (parameter 1: Go's method is func Norm() float64, WrongShape has long Norm():"
                + " result: Go's float64 is no long)",
            "Describe: Go has func(main.Shape) string, the interface has String other(OtherShape)"
                + " (parameter 1: main.Shape has no method Area, but Norm, String)",
            "Sum: Go has func([]uint8) int, the interface has long Sum(List<? extends String>)"
                + " (parameter 1: Go's uint8 is no String)",
            "FnVar: Go has the variable func(int) int, the interface has long FnVar(String)"
                + " (parameter 1: Go's int is no String)",
            "HasDeadline: Go has func(context.Context) bool, the interface has boolean"
                + " HasDeadline(String) (parameter 1: Go's context.Context is no String: what stands"
                + " for it is a GoContext)",
            "IsNotExist: Go has func(error) bool, the interface has boolean IsNotExist(Exception)"
                + " (parameter 1: Go's error is no Exception: what stands for it is a GoError)");
  }

  interface Missing {
    void Nop();

    void Upperr(String s);

    void add(long a);
  }

  @Test
  void allThatIsMissingIsToldAtOnce() {
    assertThatThrownBy(() -> GoContract.bind(Missing.class, plugin))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("values.so exports 1 of the 3 names of")
        .hasMessageContaining("Upperr (did you mean Upper?)")
        .hasMessageContaining("add (did you mean Add?)")
        .extracting(thrown -> ((BindingException) thrown).missing())
        .isEqualTo(List.of("Upperr", "add"));
  }

  @Test
  void oneFunctionIsCheckedToo() {
    assertThatThrownBy(() -> GoContract.function(Runnable.class, plugin, "Upper"))
        .isInstanceOf(TypeMismatchException.class)
        .hasMessageContaining("Upper: Go has func(string) string, the interface has void run()");
    assertThatThrownBy(() -> GoContract.function(LongUnaryOperator.class, plugin, "Addd"))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("exports no Addd (did you mean Add or AddF?)");
    assertThatThrownBy(() -> GoContract.function(Map.class, plugin, "Nop"))
        .isInstanceOf(BindingException.class);
  }

  interface Blank extends Callable<Void> {}

  @Test
  void voidOfAGenericInterfaceIsNoResult() throws Exception {
    Blank nop = GoContract.function(Blank.class, plugin, "Nop");
    assertThat(nop.call()).isNull();
  }

  interface Inherited extends Callable<Long> {
    @Override
    @Name("Sum")
    Long call() throws Exception;
  }

  @Test
  void boundInterfaceSaysWhatItIs() {
    LongUnaryOperator count = GoContract.function(LongUnaryOperator.class, plugin, "Count");
    assertThat(count).hasToString("values.so: Count");
    assertThatThrownBy(() -> GoContract.bind(Inherited.class, plugin))
        .isInstanceOf(TypeMismatchException.class)
        .hasMessageContaining("Sum: Go has func([]uint8) int, the interface has Long call()");
  }
}
