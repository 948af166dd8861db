package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Bytes;
import org.alfheim.bind.Critical;
import org.alfheim.bind.Global;
import org.alfheim.bind.In;
import org.alfheim.bind.Name;
import org.alfheim.bind.Out;
import org.alfheim.bind.Unsigned;
import org.alfheim.bind.Variadic;
import org.alfheim.bind.declaration.Literals;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
  private static final String SOURCE =
      """
      #include <stdarg.h>
      #include <stdbool.h>
      #include <stdint.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      bool not(bool v) { return !v; }
      int8_t i8(int8_t v) { return v; }        uint8_t u8(uint8_t v) { return v; }
      int16_t i16(int16_t v) { return v; }     uint16_t u16(uint16_t v) { return v; }
      int32_t i32(int32_t v) { return v; }     uint32_t u32(uint32_t v) { return v; }
      int64_t i64(int64_t v) { return v; }
      float f32(float v) { return v; }         double f64(double v) { return v; }
      void *pointer(void *v) { return v; }     const char *text(const char *v) { return v; }
      int add(int a, int b) { return a + b; }
      int sum(const int *v, int n) { int s = 0; while (n--) s += *v++; return s; }
      void negate_b(int8_t *v, int n) { while (n--) { *v = -*v; v++; } }
      void negate_s(int16_t *v, int n) { while (n--) { *v = -*v; v++; } }
      void negate_c(uint16_t *v, int n) { while (n--) { *v = -*v; v++; } }
      void negate_i(int32_t *v, int n) { while (n--) { *v = -*v; v++; } }
      void negate_j(int64_t *v, int n) { while (n--) { *v = -*v; v++; } }
      void negate_f(float *v, int n) { while (n--) { *v = -*v; v++; } }
      void negate_d(double *v, int n) { while (n--) { *v = -*v; v++; } }
      long seen(const int *v, int n) { long s = 0; for (int i = 0; i < n; i++) s = s * 10 + v[i]; return s; }
      long seen_and_set(int *v, int n) { long s = seen(v, n); for (int i = 0; i < n; i++) v[i] = 9; return s; }
      size_t length(const char *v) { return v ? strlen(v) : (size_t) -1; }
      void *mixed(char *to, const char *a, long n, double d, const char *b) { sprintf(to, "%s %ld %g %s", a, n, d, b); return to; }
      int32_t *cell(void) { static int32_t value = 77; return &value; }
      int formatted(char *to, const char *format, ...) {
        va_list list; va_start(list, format); int n = vsprintf(to, format, list); va_end(list); return n;
      }
      int V = 3; uint32_t U = 4000000000u; bool B; const char *S = "state"; const int limit = 5; __thread int slot = 1;
      void bump(void) { V++; slot++; }
      struct { int x, y; } origin = {16, 4}; int origin_y(void) { return origin.y; }
      int table[3] = {1, 2, 3}; const long sealed = 1;
      __asm__(".globl nosize; .type nosize, @object; .data; nosize: .long 77; .text");
      """;

  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library = DlopenedLibrary.of(new Compiler(folder).c("libcontract.so", SOURCE, "-w"));
  }

  private static <T> T bind(Class<T> contract) {
    return Contract.bind(contract, library);
  }

  interface Scalars {
    boolean not(boolean value);

    byte i8(byte value);

    @Unsigned(8)
    int u8(@Unsigned(8) int value);

    short i16(short value);

    char u16(char value);

    int i32(int value);

    @Unsigned
    long u32(@Unsigned long value);

    long i64(long value);

    float f32(float value);

    double f64(double value);

    MemorySegment pointer(MemorySegment value);

    String text(String value);
  }

  @Test
  void passesEveryTypeAndItsExtremes() {
    Scalars scalars = bind(Scalars.class);

    assertThat(scalars.not(true)).isFalse();
    assertThat(scalars.not(false)).isTrue();
    assertThat(scalars.i8(Byte.MIN_VALUE)).isEqualTo(Byte.MIN_VALUE);
    assertThat(scalars.u8(255)).isEqualTo(255);
    assertThat(scalars.i16(Short.MIN_VALUE)).isEqualTo(Short.MIN_VALUE);
    assertThat(scalars.u16('\uffff')).isEqualTo('\uffff');
    assertThat(scalars.i32(Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
    assertThat(scalars.u32(4_294_967_295L)).isEqualTo(4_294_967_295L);
    assertThat(scalars.i64(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(scalars.f32(Float.MIN_VALUE)).isEqualTo(Float.MIN_VALUE);
    assertThat(scalars.f64(Double.NaN)).isNaN();
    assertThat(scalars.pointer(MemorySegment.ofAddress(16)).address()).isEqualTo(16);
    assertThat(scalars.text("grüße 🦊")).isEqualTo("grüße 🦊");
    assertThat(scalars.text("x".repeat(100_000))).hasSize(100_000);
    assertThat(scalars.text("")).isEmpty();
    assertThat(scalars.text(null)).isNull();
  }

  interface Narrow {
    @Unsigned(16)
    long u16(@Unsigned(16) long value);

    @Unsigned(8)
    short u8(@Unsigned(8) short value);
  }

  @Test
  void widensUnsignedIntegersIntoWhateverHoldsThem() {
    Narrow narrow = bind(Narrow.class);

    assertThat(narrow.u16(65_535)).isEqualTo(65_535);
    assertThat(narrow.u8((short) 200)).isEqualTo((short) 200);
  }

  @Test
  void refusesUnsignedArgumentsOutOfRange() {
    Scalars scalars = bind(Scalars.class);

    assertThatThrownBy(() -> scalars.u32(1L << 32))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(
            "Scalars.u32(long), parameter 1 (value): 4294967296 is out of the range");
    assertThatThrownBy(() -> scalars.u32(-1)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> scalars.u8(-1)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> scalars.u8(256)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> scalars.text("a\0b")).isInstanceOf(ArgumentException.class);
  }

  interface Arrays {
    int sum(int[] values, int count);

    @Name("negate_b")
    void negate(byte[] values, int count);

    @Name("negate_s")
    void negate(short[] values, int count);

    @Name("negate_c")
    void negate(char[] values, int count);

    @Name("negate_i")
    void negate(int[] values, int count);

    @Name("negate_j")
    void negate(long[] values, int count);

    @Name("negate_f")
    void negate(float[] values, int count);

    @Name("negate_d")
    void negate(double[] values, int count);

    @Name("seen_and_set")
    long inOut(int[] values, int count);

    @Name("seen_and_set")
    long in(@In int[] values, int count);

    @Name("seen_and_set")
    long out(@Out int[] values, int count);

    @Name("seen_and_set")
    long both(@In @Out int[] values, int count);

    @Critical
    @Name("seen_and_set")
    long critical(int[] values, int count);

    @Critical
    long length(String text);

    MemorySegment mixed(byte[] to, String a, long n, double d, String b);
  }

  @Test
  void copiesArraysOfEveryTypeInAndBack() {
    Arrays arrays = bind(Arrays.class);
    byte[] bytes = {1, -2};
    short[] shorts = {1, -2};
    char[] chars = {1, 2};
    int[] ints = {1, -2};
    long[] longs = {1, -2};
    float[] floats = {1, -2};
    double[] doubles = {1, -2};

    arrays.negate(bytes, 2);
    arrays.negate(shorts, 2);
    arrays.negate(chars, 2);
    arrays.negate(ints, 2);
    arrays.negate(longs, 2);
    arrays.negate(floats, 2);
    arrays.negate(doubles, 2);

    assertThat(bytes).containsExactly(-1, 2);
    assertThat(shorts).containsExactly(-1, 2);
    assertThat(chars).containsExactly('\uffff', '\ufffe');
    assertThat(ints).containsExactly(-1, 2);
    assertThat(longs).containsExactly(-1, 2);
    assertThat(floats).containsExactly(-1, 2);
    assertThat(doubles).containsExactly(-1, 2);
  }

  @Test
  void copiesLargeArraysAndEmptyOnesAndNone() {
    Arrays arrays = bind(Arrays.class);
    int[] large = new int[1_000_000];
    java.util.Arrays.fill(large, 3);

    assertThat(arrays.sum(large, large.length)).isEqualTo(3_000_000);
    assertThat(arrays.sum(new int[0], 0)).isZero();
    assertThat(arrays.sum(null, 0)).isZero();
    assertThat(arrays.out(null, 0)).isZero();
    assertThat(arrays.critical(null, 0)).isZero();
  }

  @Test
  void copiesOnlyInTheDirectionThatIsAskedFor() {
    Arrays arrays = bind(Arrays.class);
    int[] values = {1, 2, 3};
    assertThat(arrays.in(values, 3)).isEqualTo(123);
    assertThat(values).containsExactly(1, 2, 3);

    assertThat(arrays.out(values, 3)).isZero();
    assertThat(values).containsExactly(9, 9, 9);

    values = new int[] {1, 2, 3};
    assertThat(arrays.both(values, 3)).isEqualTo(123);
    assertThat(values).containsExactly(9, 9, 9);

    values = new int[] {1, 2, 3};
    assertThat(arrays.inOut(values, 3)).isEqualTo(123);
    assertThat(values).containsExactly(9, 9, 9);
  }

  @Test
  void showsAnOutArrayAsZerosWhateverAnEarlierCallLeft() {
    Arrays arrays = bind(Arrays.class);
    for (int i = 0; i < 10; i++) {
      assertThat(arrays.inOut(new int[] {7, 7, 7, 7}, 4)).isEqualTo(7777);
      assertThat(arrays.out(new int[] {5, 5, 5, 5}, 4)).isZero();
    }
  }

  @Test
  void givesCriticalFunctionsTheMemoryOfTheHeap() {
    Arrays arrays = bind(Arrays.class);
    int[] values = {1, 2, 3};

    assertThat(arrays.critical(values, 3)).isEqualTo(123);
    assertThat(values).containsExactly(9, 9, 9);
    assertThat(arrays.length("grüße")).isEqualTo(7);
    assertThat(arrays.length(null)).isEqualTo(-1);
  }

  @Test
  void mixesArgumentsThatNeedMemoryWithOthers() {
    byte[] to = new byte[64];

    MemorySegment result = bind(Arrays.class).mixed(to, "one", 2, 3.5, "four");

    assertThat(Literals.string(to)).isEqualTo("one 2 3.5 four");
    assertThat(result.byteSize()).isZero();
  }

  interface Pointers {
    @Bytes(4)
    MemorySegment cell();

    @Name("cell")
    MemorySegment bare();

    @Bytes(4)
    MemorySegment pointer(MemorySegment value);
  }

  @Test
  void knowsHowMuchAPointerPointsToWhereItIsTold() {
    Pointers pointers = bind(Pointers.class);

    assertThat(pointers.cell().get(ValueLayout.JAVA_INT, 0)).isEqualTo(77);
    assertThat(pointers.bare().byteSize()).isZero();
    assertThat(pointers.pointer(MemorySegment.NULL)).isEqualTo(MemorySegment.NULL);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_INT, 12);
      assertThat(pointers.pointer(memory).get(ValueLayout.JAVA_INT, 0)).isEqualTo(12);
    }
    assertThatThrownBy(() -> pointers.pointer(MemorySegment.ofArray(new int[1])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  interface Formatted {
    int formatted(byte[] to, String format, @Variadic int a, long b, double c, String d);

    @Name("formatted")
    int plain(byte[] to, String format);
  }

  @Test
  void passesVariadicArguments() {
    byte[] to = new byte[64];

    int length = bind(Formatted.class).formatted(to, "%d %ld %.1f %s", 1, 1L << 33, 2.5, "x");

    assertThat(Literals.string(to)).isEqualTo("1 8589934592 2.5 x");
    assertThat(length).isEqualTo(18);
    assertThat(bind(Formatted.class).plain(to, "p")).isEqualTo(1);
  }

  interface State {
    @Global
    int V();

    @Global
    @Name("V")
    void version(int value);

    @Global
    @Unsigned
    long U();

    @Global
    void U(@Unsigned long value);

    @Global
    boolean B();

    @Global
    void B(boolean value);

    @Global
    String S();

    @Global
    @Name("S")
    long address();

    @Global
    int limit();

    @Global
    int slot();

    @Global
    void slot(int value);

    void bump();
  }

  @Test
  void readsAndWritesVariables() throws Exception {
    State state = bind(State.class);
    state.version(7);
    state.bump();
    assertThat(state.V()).isEqualTo(8);

    assertThat(state.U()).isEqualTo(4_000_000_000L);
    state.U(4_294_967_295L);
    assertThat(state.U()).isEqualTo(4_294_967_295L);
    assertThatThrownBy(() -> state.U(-1)).isInstanceOf(ArgumentException.class);

    state.B(true);
    assertThat(state.B()).isTrue();
    assertThat(state.S()).isEqualTo("state");
    assertThat(MemorySegment.ofAddress(state.address()).address())
        .isEqualTo(((MemorySegment) library.variable("void *S").get()).address());
    assertThat(state.limit()).isEqualTo(5);

    state.slot(10);
    state.bump();
    assertThat(state.slot()).isEqualTo(11);
    assertThat(CompletableFuture.supplyAsync(state::slot, Thread.ofPlatform()::start))
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo(1);
  }

  interface Structures {
    @Global
    @Bytes(8)
    MemorySegment origin();

    @Global
    @Name("origin")
    MemorySegment wholeOrigin();

    int origin_y();

    @Global
    MemorySegment table();

    @Global
    MemorySegment sealed();

    @Global
    @Name("slot")
    MemorySegment slotOfThisThread();

    @Global
    @Bytes(4)
    MemorySegment nosize();

    @Global
    @Name("origin")
    String notAString();
  }

  @Test
  void aVariableAsAMemorySegmentIsItsOwnMemory() throws Exception {
    Structures structures = bind(Structures.class);

    assertThat(structures.origin().get(ValueLayout.JAVA_INT, 0)).isEqualTo(16);
    assertThat(structures.wholeOrigin().byteSize()).isEqualTo(8);
    structures.origin().set(ValueLayout.JAVA_INT, 4, 9);
    assertThat(structures.origin_y()).isEqualTo(9);
    assertThat(structures.table().byteSize()).isEqualTo(12);
    assertThat(structures.table().getAtIndex(ValueLayout.JAVA_INT, 2)).isEqualTo(3);
    assertThat(structures.sealed().isReadOnly()).isTrue();
    assertThat(structures.nosize().byteSize()).isEqualTo(4);
    assertThat(structures.nosize().get(ValueLayout.JAVA_INT, 0)).isEqualTo(77);
    MemorySegment here = structures.slotOfThisThread();
    CompletableFuture<Long> other =
        CompletableFuture.supplyAsync(
            () -> structures.slotOfThisThread().address(), Thread.ofPlatform()::start);
    assertThat(other).succeedsWithin(Duration.ofSeconds(10)).isNotEqualTo(here.address());
  }

  @Test
  void aStructureThatIsReadAsAStringIsAnExceptionAndNoCrash() {
    assertThatThrownBy(() -> bind(Structures.class).notAString())
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("this is no string");
  }

  interface Base {
    int add(int a, int b);

    default int increment(int a) {
      return add(a, 1);
    }

    static int two() {
      return 2;
    }
  }

  interface Derived extends Base {
    @Override
    int add(int a, int b);

    default int twice(int a) {
      return increment(increment(a)) - two() + helper(a);
    }

    private int helper(int a) {
      return add(a, 0);
    }

    private static int two() {
      return Base.two();
    }

    @Override
    String toString();

    @Override
    boolean equals(Object other);

    @Override
    int hashCode();
  }

  @Test
  void keepsWhatTheInterfaceDefinesItself() {
    Derived derived = bind(Derived.class);

    assertThat(derived.increment(4)).isEqualTo(5);
    assertThat(derived.twice(4)).isEqualTo(8);
    assertThat(derived).hasToString("Derived of libcontract.so").isEqualTo(derived);
    assertThat(derived).isNotEqualTo(bind(Derived.class));
    assertThat(derived.getClass().isHidden()).isTrue();
    assertThat(derived.getClass().getClassLoader()).isSameAs(Derived.class.getClassLoader());
  }

  interface Adder {
    int whateverItIsCalled(int a, int b);
  }

  @Test
  void laysAFunctionalInterfaceOverOneFunction() {
    assertThat(Contract.function(IntBinaryOperator.class, library.target("add")).applyAsInt(40, 2))
        .isEqualTo(42);
    assertThat(Contract.function(Adder.class, library.target("add")).whateverItIsCalled(40, 2))
        .isEqualTo(42);
    Contract.function(Runnable.class, library.target("bump")).run();
    IntUnaryOperator twice =
        Contract.function(IntUnaryOperator.class, library.target("i32")).andThen(n -> n * 2);
    assertThat(twice.applyAsInt(4)).isEqualTo(8);
    assertThat(Contract.function(IntBinaryOperator.class, library.target("add")))
        .hasToString("IntBinaryOperator of libcontract.so: add");
  }

  interface Zlib {
    String zlibVersion();

    @Unsigned
    long crc32(long crc, byte[] data, int length);

    @Critical
    @Name("crc32")
    long critical(long crc, byte[] data, int length);

    int compress(@Out byte[] to, long[] length, @In byte[] from, long fromLength);

    int uncompress(@Out byte[] to, long[] length, @In byte[] from, long fromLength);
  }

  @Test
  void bindsARealLibrary() {
    Zlib zlib = Contract.bind(Zlib.class, DlopenedLibrary.of("libz.so.1"));
    byte[] data = "hello hello hello hello".getBytes(StandardCharsets.US_ASCII);
    java.util.zip.CRC32 expected = new java.util.zip.CRC32();
    expected.update(data);

    assertThat(zlib.zlibVersion()).matches("1\\.\\d+.*");
    assertThat(zlib.crc32(0, data, data.length)).isEqualTo(expected.getValue());
    assertThat(zlib.critical(0, data, data.length)).isEqualTo(expected.getValue());

    byte[] packed = new byte[100];
    long[] packedLength = {packed.length};
    byte[] unpacked = new byte[100];
    long[] unpackedLength = {unpacked.length};
    assertThat(zlib.compress(packed, packedLength, data, data.length)).isZero();
    assertThat(zlib.uncompress(unpacked, unpackedLength, packed, packedLength[0])).isZero();
    assertThat(java.util.Arrays.copyOf(unpacked, (int) unpackedLength[0])).isEqualTo(data);
  }

  @Test
  void canBeBoundAndUsedByManyThreadsAtOnce() throws Exception {
    Callable<Integer> work =
        () -> {
          Arrays arrays = bind(Arrays.class);
          Scalars scalars = bind(Scalars.class);
          int good = 0;
          for (int i = 0; i < 300; i++) {
            int[] values = {i, -i};
            arrays.negate(values, 2);
            good += values[0] == -i && values[1] == i ? 1 : 0;
            String text = "thread " + i;
            good += scalars.text(text).equals(text) ? 1 : 0;
          }
          return good;
        };
    try (var platform = Executors.newFixedThreadPool(8);
        var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var pool : List.of(platform, virtual)) {
        for (Future<Integer> done : pool.invokeAll(Collections.nCopies(8, work))) {
          assertThat(done.get()).isEqualTo(600);
        }
      }
    }
  }
}
