package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Bytes;
import org.alfheim.bind.Global;
import org.alfheim.bind.In;
import org.alfheim.bind.Name;
import org.alfheim.bind.Unsigned;
import org.alfheim.bind.Variadic;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.bind.marshal.Target;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interfaces that do not fit a library, and what is said of them. */
class ContractRefusalTest {
  private static final String SOURCE =
      """
      int add(int a, int b) { return a + b; }
      int V = 3; const char *S = "state"; const int limit = 5;
      """;

  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library = DlopenedLibrary.of(new Compiler(folder).c("libcontract.so", SOURCE));
  }

  interface Incomplete {
    int add(int a, int b);

    int subtract(int a, int b);

    @Global
    int W();

    @Name("multiply")
    int times(int a, int b);
  }

  @Test
  void namesAllMissingSymbolsAtOnce() {
    BindingException refusal =
        catchThrowableOfType(
            BindingException.class, () -> Contract.bind(Incomplete.class, library));

    assertThat(refusal.missing()).containsExactly("W", "multiply", "subtract");
    assertThat(refusal)
        .hasMessageContaining("libcontract.so exports 1 of the 4 symbols of")
        .hasMessageContaining("missing: W, multiply, subtract");
  }

  interface MutableInt {}

  interface Mutable {
    @Global
    MutableInt V();
  }

  interface TakesObject {
    int add(Object a, int b);
  }

  interface TakesMore {
    int add(int a, Object... more);
  }

  interface ReturnsArray {
    int[] add(int a, int b);
  }

  interface TakesFlags {
    int add(boolean[] a, int b);
  }

  interface TakesNested {
    int add(int[][] a, int b);
  }

  interface CallsVariable {
    int V();
  }

  interface ReadsFunction {
    @Global
    int add();
  }

  interface ReadsTooMuch {
    @Global
    long V();
  }

  interface WritesConstant {
    @Global
    void limit(int value);
  }

  interface WritesString {
    @Global
    void S(String value);
  }

  interface WritesSegment {
    @Global
    void S(MemorySegment value);
  }

  interface SaysAnotherSize {
    @Global
    @Bytes(6)
    MemorySegment S();
  }

  interface MemoryOfAFunction {
    @Global
    MemorySegment add();
  }

  interface NeitherReadsNorWrites {
    @Global
    int V(int value);
  }

  interface UnsignedInt {
    int add(@Unsigned int a, int b);
  }

  interface UnsignedOdd {
    int add(@Unsigned(24) int a, int b);
  }

  interface InOnInt {
    int add(@In int a, int b);
  }

  interface BytesOnInt {
    @Bytes(4)
    int add(int a, int b);
  }

  interface BytesOnParameter {
    int add(@Bytes(4) MemorySegment a, int b);
  }

  interface NarrowVariadic {
    int add(int a, @Variadic float b);
  }

  @Test
  void namesTheMethodAndTheParameterThatDoNotFit() {
    refuses(
        TakesObject.class,
        "TakesObject.add(Object, int), parameter 1 (a): java.lang.Object has no counterpart in C");
    refuses(ReturnsArray.class, "ReturnsArray.add(int, int), result: int[] has no counterpart");
    refuses(TakesFlags.class, "parameter 1 (a): boolean[] has no counterpart");
    refuses(TakesNested.class, "parameter 1 (a): int[][] has no counterpart");
    refuses(
        CallsVariable.class,
        "V is a variable symbol and can't be called; annotate CallsVariable.V() with @Global");
    refuses(
        TakesMore.class,
        "parameter 2 (more): java.lang.Object[] has no counterpart in C; what stands for '...' is"
            + " annotated with @Variadic");
    refuses(
        ReadsFunction.class,
        "add is a function, not a variable; leave @Global out of ReadsFunction.add()");
    refuses(ReadsTooMuch.class, "V has 4 bytes (st_size), and ReadsTooMuch.V(): long has 8 bytes");
    refuses(WritesConstant.class, "limit lies in memory that is not writable");
    refuses(WritesString.class, "a String can't be stored");
    refuses(
        WritesSegment.class,
        "WritesSegment.S(MemorySegment), parameter 1 (value): a MemorySegment may stand for the variable's contents or for an address in it; store an address as a long");
    refuses(
        SaysAnotherSize.class,
        "S has 8 bytes (st_size), and SaysAnotherSize.S() says @Bytes(6); it gives the variable's own memory");
    refuses(MemoryOfAFunction.class, "add is a function, not a variable");
    refuses(NeitherReadsNorWrites.class, "reads (no parameter, a result) or writes");
    refuses(UnsignedInt.class, "int can't hold every unsigned integer of 32 bits; use long");
    refuses(UnsignedOdd.class, "@Unsigned(24) is not one of 8, 16, 32");
    refuses(InOnInt.class, "@In and @Out belong to an array");
    refuses(BytesOnInt.class, "@Bytes belongs to a MemorySegment");
    refuses(BytesOnParameter.class, "@Bytes belongs to a pointer that comes from C");
    refuses(NarrowVariadic.class, "parameter 2 (b): C passes no float for '...'; use double");
    refuses(Mutable.class, "MutableInt has no counterpart in C");
  }

  private static void refuses(Class<?> contract, String reason) {
    assertThatThrownBy(() -> Contract.bind(contract, library))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining(reason);
  }

  sealed interface Closed {
    int add(int a, int b);
  }

  record Implementation() implements Closed {
    @Override
    public int add(int a, int b) {
      return 0;
    }
  }

  abstract static class NoInterface {
    abstract int add(int a, int b);
  }

  @Test
  void refusesWhatCannotBeImplemented() {
    assertThat(new Implementation().add(1, 2)).isZero();
    refuses(Closed.class, "Closed is sealed and can't be implemented");
    refuses(NoInterface.class, "NoInterface is not an interface");
    refuses(Override.class, "java.lang.Override is not an interface");
  }

  interface Generic<T> {
    T add(T a, T b);
  }

  interface TwoMethods {
    int add(int a, int b);

    int sum(int[] values, int count);
  }

  @Test
  void refusesGenericFunctionalInterfacesWithAdvice() {
    Target add = library.target("add");

    for (Class<?> generic : List.of(Generic.class, UnaryOperator.class, ToIntFunction.class)) {
      assertThatThrownBy(() -> Contract.function(generic, add))
          .isInstanceOf(BindingException.class)
          .hasMessageContaining("declare an interface of your own with the types that C sees");
    }
    assertThatThrownBy(() -> Contract.function(TwoMethods.class, add))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("has 2 abstract methods");
    assertThatThrownBy(() -> Contract.function(MutableInt.class, add))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("has 0 abstract methods");
    assertThatThrownBy(() -> Contract.function(String.class, add))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("is not an interface");
    assertThatThrownBy(() -> Contract.function(Runnable.class, library.target("V")))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("can't be called");
  }
}
