package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.alfheim.bind.declaration.Literals;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.bind.DlopenedLibrary;
import org.alfheim.internal.bind.text.BoundFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeFunctionTest {
  private static final String SOURCE =
      """
      #include <stdarg.h>
      #include <stdbool.h>
      #include <stdint.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>

      #define ECHO(name, type) type echo_##name(type value) { return value; }
      ECHO(bool, bool)
      ECHO(char, char)
      ECHO(i8, int8_t) ECHO(u8, uint8_t) ECHO(i16, int16_t) ECHO(u16, uint16_t)
      ECHO(i32, int32_t) ECHO(u32, uint32_t) ECHO(i64, int64_t) ECHO(u64, uint64_t)
      ECHO(float, float) ECHO(double, double)
      ECHO(string, const char *) ECHO(pointer, void *)

      /* What is above the low bits of a narrow result is not defined by the psABI. */
      __attribute__((naked)) uint8_t dirty_u8(void) { __asm__("mov $0x1234567890abcdfe, %rax; ret"); }
      __attribute__((naked)) int8_t dirty_i8(void) { __asm__("mov $0x1234567890abcdfe, %rax; ret"); }
      __attribute__((naked)) uint16_t dirty_u16(void) { __asm__("mov $0x1234567890abfffe, %rax; ret"); }
      __attribute__((naked)) bool dirty_true(void) { __asm__("mov $0x1234567890abcd01, %rax; ret"); }
      __attribute__((naked)) bool dirty_false(void) { __asm__("mov $0x1234567890abcd00, %rax; ret"); }

      /* Compilers other than gcc take it that an argument narrower than int has been extended. */
      __attribute__((naked)) uint32_t register_of_u8(uint8_t v) { __asm__("mov %edi, %eax; ret"); }
      __attribute__((naked)) int32_t register_of_i8(int8_t v) { __asm__("mov %edi, %eax; ret"); }
      __attribute__((naked)) uint32_t register_of_u16(uint16_t v) { __asm__("mov %edi, %eax; ret"); }

      int calls;
      void nothing(void) { calls++; }
      long long mixed(char a, short b, int c, long d, float e, double f, const char *g, unsigned char h, long i, long j) {
        return a + b + c + d + (long long) e + (long long) f + strlen(g) + h + i * 1000 + j * 1000000;
      }
      void *address_of_calls(void) { return &calls; }
      char *null_string(void) { return 0; }
      const char *latin1(void) { return "gr\\xfc\\xdf"; }
      const char *endless(void) {
        static char *text;
        if (!text) { text = malloc(3 << 20); memset(text, 'x', 3 << 20); }
        return text;
      }
      int sum(const int *values, int count) { int s = 0; while (count--) s += *values++; return s; }
      void twice(int *value) { *value *= 2; }
      void twice_all(double *values, size_t count) { while (count--) *values++ *= 2; }
      void upper(char *text) { for (; *text; text++) if (*text >= 'a') *text -= 32; }
      int fill(void *buffer, int with, size_t count) { memset(buffer, with, count); return 0; }
      int copy(char *to, size_t room, const char *from) { return snprintf(to, room, "<%s>", from); }
      void open_it(struct thing **out) { *out = (struct thing *) 0x1234; }
      void message(char **out) { *out = "out of cheese"; }
      int joined(char *to, const char *const *words) { *to = 0; int n = 0; for (; *words; words++, n++) strcat(to, *words); return n; }
      unsigned char third(const unsigned char *bytes) { return bytes[2]; }
      int format(char *to, const char *format, ...) {
        va_list list; va_start(list, format); int n = vsprintf(to, format, list); va_end(list); return n;
      }
      int variable = 3;
      """;

  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library = DlopenedLibrary.of(new Compiler(folder).c("libfunctions.so", SOURCE, "-w"));
  }

  private static Object call(String prototype, Object... arguments) {
    return library.function(prototype).call(Arrays.asList(arguments));
  }

  private static CallResult text(String prototype, String... arguments) {
    return library.function(prototype).callText(List.of(arguments));
  }

  /** The result as it is printed. */
  private static String shown(String prototype, String... arguments) {
    NativeFunction function = library.function(prototype);
    return function.format(function.callText(List.of(arguments)).value());
  }

  @Test
  void passesEveryScalarTypeAndItsExtremes() {
    assertThat(call("bool echo_bool(bool)", true)).isEqualTo(true);
    assertThat(call("bool echo_bool(bool)", false)).isEqualTo(false);
    assertThat(call("char echo_char(char)", 'x')).isEqualTo((byte) 'x');
    assertThat(call("int8_t echo_i8(int8_t)", -128)).isEqualTo((byte) -128);
    assertThat(call("uint8_t echo_u8(uint8_t)", 255)).isEqualTo((short) 255);
    assertThat(call("short echo_i16(short)", Short.MIN_VALUE)).isEqualTo(Short.MIN_VALUE);
    assertThat(call("uint16_t echo_u16(uint16_t)", 65_535L)).isEqualTo(65_535);
    assertThat(call("int echo_i32(int)", Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
    assertThat(call("unsigned echo_u32(unsigned)", 4_294_967_295L)).isEqualTo(4_294_967_295L);
    assertThat(call("long echo_i64(long)", Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(call("size_t echo_u64(size_t)", new BigInteger("18446744073709551615")))
        .isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(call("unsigned long echo_u64(unsigned long)", 5)).isEqualTo(BigInteger.valueOf(5));
    assertThat(call("float echo_float(float)", 1.5)).isEqualTo(1.5f);
    assertThat(call("double echo_double(double)", Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    assertThat(call("double echo_double(double)", 3)).isEqualTo(3.0);
    assertThat(call("const char *echo_string(const char *)", "grüße")).isEqualTo("grüße");
    assertThat(call("const char *echo_string(const char *)", (Object) null)).isNull();
    MemorySegment pointer = MemorySegment.ofAddress(0x1234);
    assertThat(call("void *echo_pointer(void *)", pointer)).isEqualTo(pointer);
    assertThat(call("void *echo_pointer(void *)", (Object) null)).isEqualTo(MemorySegment.NULL);
  }

  @Test
  void looksAtNoMoreBitsOfAResultThanItsTypeHas() {
    assertThat(call("uint8_t dirty_u8(void)")).isEqualTo((short) 0xfe);
    assertThat(call("int8_t dirty_i8(void)")).isEqualTo((byte) -2);
    assertThat(call("uint16_t dirty_u16(void)")).isEqualTo(0xfffe);
    assertThat(call("bool dirty_true(void)")).isEqualTo(true);
    assertThat(call("bool dirty_false(void)")).isEqualTo(false);
  }

  @Test
  void extendsNarrowArgumentsByTheirOwnSign() {
    assertThat(call("uint32_t register_of_u8(uint8_t)", 0xfe)).isEqualTo(0xfeL);
    assertThat(call("int32_t register_of_i8(int8_t)", -2)).isEqualTo(-2);
    assertThat(call("uint32_t register_of_u16(uint16_t)", 0xfffe)).isEqualTo(0xfffeL);
  }

  @Test
  void mixesRegistersAndStack() {
    assertThat(
            call(
                "long long mixed(char, short, int, long, float, double, const char *, unsigned"
                    + " char, long, long)",
                'a',
                2,
                3,
                4,
                5.5,
                6.5,
                "seven",
                8,
                9,
                10))
        .isEqualTo(97L + 2 + 3 + 4 + 5 + 6 + 5 + 8 + 9_000 + 10_000_000);
  }

  @Test
  void runsAFunctionWithoutResult() {
    Variable<Object> calls = library.variable("int calls");
    int before = (int) calls.get();

    assertThat(call("void nothing(void)")).isNull();
    assertThat(shown("void nothing(void)")).isEmpty();
    assertThat(calls.get()).isEqualTo(before + 2);
  }

  @Test
  void readsStringsWithCare() {
    assertThat(call("char *null_string(void)")).isNull();
    assertThat(call("const char *latin1(void)")).isEqualTo("gr\uFFFD\uFFFD");
    assertThatThrownBy(() -> call("const char *endless(void)"))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("no NUL within 1048576 bytes");
    assertThat(call("void *endless(void)")).isInstanceOf(MemorySegment.class);
  }

  @Test
  void copiesArraysInAndBack() {
    int[] number = {21};
    double[] numbers = {1, 2, 3};
    byte[] text = "hello\0".getBytes(StandardCharsets.US_ASCII);

    call("void twice(int *)", number);
    call("void twice_all(double *, size_t)", numbers, 3);
    call("void upper(char *)", text);

    assertThat(number).containsExactly(42);
    assertThat(numbers).containsExactly(2, 4, 6);
    assertThat(text).asString(StandardCharsets.US_ASCII).isEqualTo("HELLO\0");
    assertThat(call("int sum(const int *, int)", new int[] {1, 2, 3}, 3)).isEqualTo(6);
  }

  @Test
  void passesMemoryOfTheCaller() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocateFrom(ValueLayout.JAVA_INT, 4);
      call("void twice(int *)", number);
      assertThat(number.get(ValueLayout.JAVA_INT, 0)).isEqualTo(8);
    }
  }

  @Test
  void promotesVariadicArguments() {
    byte[] to = new byte[100];

    Object length =
        call(
            "int format(char *, const char *, ...)",
            to,
            "%d %ld %c %.2f %s %p %hhd",
            1,
            1L << 40,
            'x',
            2.5f,
            "six",
            null,
            (byte) -7);

    assertThat(Literals.string(to)).isEqualTo("1 1099511627776 x 2.50 six (nil) -7");
    assertThat(length).isEqualTo(35);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bool echo_bool(bool)         | true        | true",
        "bool echo_bool(bool)         | 0           | false",
        "char echo_char(char)         | 'a'         | 'a'",
        "char echo_char(char)         | 10          | '\\n'",
        "char echo_char(char)         | '\\xff'     | '\\xff'",
        "int8_t echo_i8(int8_t)       | -128        | -128",
        "uint8_t echo_u8(uint8_t)     | 0xff        | 255",
        "int8_t echo_i8(int8_t)       | 0xff        | -1",
        "uint8_t echo_u8(uint8_t)     | 'a'         | 97",
        "int echo_i32(int)            | -2147483648 | -2147483648",
        "int echo_i32(int)            | 0xffffffff  | -1",
        "int echo_i32(int)            | 'A'         | 65",
        "int echo_i32(int)            | true        | 1",
        "int echo_i32(int)            | 010         | 8",
        "unsigned echo_u32(unsigned)  | 4294967295  | 4294967295",
        "long echo_i64(long)          | 9223372036854775807 | 9223372036854775807",
        "uint64_t echo_u64(uint64_t)  | 18446744073709551615 | 18446744073709551615",
        "float echo_float(float)      | 3.5         | 3.5",
        "double echo_double(double)   | 1e300       | 1.0E300",
        "double echo_double(double)   | 2           | 2.0",
        "double echo_double(double)   | -inf        | -Infinity",
        "const char *echo_string(const char *) | hello world | hello world",
        "const char *echo_string(const char *) | 0x10 | 0x10",
        "const char *echo_string(const char *) | NULL | NULL",
        "const char *echo_string(const char *) | @text:NULL | NULL",
        "const char *echo_string(const char *) | @text:@out:5 | @out:5",
        "const char *echo_string(const char *) | @hex:686900 | hi",
        "const char *echo_string(const char *) | \"\" | \"\"",
        "void *echo_pointer(void *)   | 0x7fff0000  | 0x7fff0000",
        "void *echo_pointer(void *)   | @addr:16    | 0x10",
        "void *echo_pointer(void *)   | NULL        | NULL",
        "struct s *echo_pointer(struct s *) | 0xffffffffffffffff | 0xffffffffffffffff",
        "struct s *echo_pointer(struct s *) | nullptr | NULL",
        "int sum(const int *, int)    | {1, 2,3}#3  | 6",
        "int sum(const int *, int)    | {}#0        | 0",
        "int sum(void *, int)         | @int:{1,-4}#2 | -3",
        "unsigned char third(const unsigned char *) | hello | 108",
        "unsigned char third(const void *) | @hex:00 11 fe | 254"
      })
  void readsArgumentsAsAPersonWritesThemAndPrintsTheResult(
      String prototype, String arguments, String result) {
    assertThat(shown(prototype, arguments.split("#", -1))).isEqualTo(result);
  }

  @Test
  void showsWhatTheCallLeftBehindItsArguments() {
    assertThat(text("void twice(int *value)", "&21").outs()).hasToString("[arg 1 (value) = 42]");
    assertThat(text("void twice(void *)", "@int:-4").outs()).hasToString("[arg 1 = -8]");
    assertThat(text("void twice(unsigned char *)", "@int:-4").outs()).hasToString("[arg 1 = -8]");
    assertThat(text("void twice_all(double *v, size_t n)", "&{1, 2.5}", "2").outs())
        .hasToString("[arg 1 (v) = {2.0, 5.0}]");
    assertThat(text("void upper(char *)", "&hello").outs()).hasToString("[arg 1 = HELLO]");
    assertThat(text("void upper(char *)", "hello").outs()).isEmpty();
    assertThat(text("int copy(char *to, size_t n, const char *)", "@out:20", "20", "x").outs())
        .hasToString("[arg 1 (to) = <x>]");
    assertThat(text("int fill(void *, int, size_t)", "@out:4", "0xab", "3").outs())
        .hasToString("[arg 1 = @hex:ababab00]");
    assertThat(text("int fill(void *, int, size_t)", "@out:20", "1", "2").outs())
        .hasToString("[arg 1 = @hex:0101 and 18 bytes of 0]");
    assertThat(text("int fill(int *, int, size_t)", "@out:2", "1", "8").outs())
        .hasToString("[arg 1 = {16843009, 16843009}]");
    assertThat(text("int fill(unsigned char *, int, size_t)", "&@hex:0000", "7", "1").outs())
        .hasToString("[arg 1 = @hex:0700]");
    assertThat(text("void open_it(struct thing **)", "&NULL").outs())
        .hasToString("[arg 1 = 0x1234]");
    assertThat(text("void message(char **error)", "&NULL").outs())
        .hasToString("[arg 1 (error) = out of cheese]");
    assertThat(text("int joined(char *, const char *const *)", "@out:20", "{a, bc, NULL}").outs())
        .hasToString("[arg 1 = abc]");
  }

  @Test
  void givesOutValuesAsJavaValuesToo() {
    OutValue number = text("void twice(int *value)", "&21").outs().getFirst();
    OutValue bytes = text("int fill(void *, int, size_t)", "@out:2", "1", "2").outs().getFirst();

    assertThat(number).isEqualTo(new OutValue(1, "value", 42, "42"));
    assertThat((byte[]) bytes.value()).containsExactly(1, 1);
  }

  @Test
  void guessesTheTypesOfVariadicTexts() {
    assertThat(
            text(
                    "int format(char *to, const char *, ...)",
                    "@out:99",
                    "%d %ld %u %c %g %s %p",
                    "-1",
                    "-1099511627776",
                    "4294967295",
                    "'x'",
                    "2.5",
                    "six",
                    "NULL")
                .outs())
        .hasToString("[arg 1 (to) = -1 -1099511627776 4294967295 x 2.5 six (nil)]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "int echo_i32(int count)  | 2147483648  | argument 1 (int count): 2147483648 is out of the"
            + " range of int, -2147483648 to 2147483647",
        "int echo_i32(int)        | 0x100000000 | is out of the range of int",
        "int echo_i32(int)        | 1.5         | '1.5' is no int; write an integer such as 42",
        "int echo_i32(int)        | \"\"        | '' is no int",
        "unsigned echo_u32(unsigned) | -1       | -1 is out of the range of unsigned int, 0 to"
            + " 4294967295",
        "uint64_t echo_u64(uint64_t) | 18446744073709551616 | out of the range of uint64_t",
        "int8_t echo_i8(int8_t)   | 128         | out of the range of int8_t, -128 to 127",
        "bool echo_bool(bool)     | 2           | '2' is no _Bool; write true or false",
        "double echo_double(double) | one       | 'one' is no double; write a number",
        "float echo_float(float)  | 1e39        | out of the range of float",
        "void twice(int *)        | hello       | 'hello' is no int *; write NULL, an address",
        "void twice(int *)        | &x          | 'x' is no int",
        "void twice(int *)        | {1,}        | '' is no int",
        "void twice(int *)        | {1          | expected '}'",
        "void twice(foo *)        | &5          | what foo * points to is not known here; name its"
            + " type, as in @int:5",
        "void twice(int *)        | @out:0      | '@out:0': expected a count from 1 to",
        "void twice(int *)        | @out:999999999999 | expected a count from 1 to 268435456",
        "void twice(int *)        | @what       | '@what' is not one of @text:STRING, @hex:DIGITS",
        "void twice(int *)        | @what:5     | '@what:' is not one of @text:, @hex:, @out:, @addr:,"
            + " and no C type",
        "void twice(int *)        | @int[3]:5   | is no scalar type",
        "void upper(char *)       | @hex:abc    | is not made of pairs of hexadecimal digits",
        "void upper(char *)       | @home       | for a string that begins with '@' write"
            + " '@text:@home'",
        "void upper(char *)       | @addr:x     | 'x' is no address"
      })
  void refusesTextsThatDoNotFit(String prototype, String argument, String reason) {
    assertThatThrownBy(() -> text(prototype, argument))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("argument 1 (")
        .hasMessageContaining(reason);
  }

  @Test
  void refusesValuesThatDoNotFit() {
    assertThatThrownBy(() -> call("int echo_i32(int)", 1L << 31))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("argument 1 (int): 2147483648 is out of the range");
    assertThatThrownBy(() -> call("int echo_i32(int)", "1"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("int takes an integer, found String 1");
    assertThatThrownBy(() -> call("int echo_i32(int)", (Object) null))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("found null");
    assertThatThrownBy(() -> call("bool echo_bool(bool)", 1))
        .hasMessageContaining("_Bool takes a Boolean");
    assertThatThrownBy(() -> call("double echo_double(double)", "1"))
        .hasMessageContaining("double takes a number");
    assertThatThrownBy(() -> call("void *echo_pointer(void *)", 5L))
        .hasMessageContaining("void * takes a MemorySegment or null");
    assertThatThrownBy(() -> call("const char *echo_string(const char *)", "a\0b"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("NUL");
    assertThatThrownBy(() -> call("int format(char *, const char *, ...)", null, "", List.of()))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("argument 3 (of ...)");
  }

  @Test
  void refusesAWrongNumberOfArguments() {
    assertThatThrownBy(() -> call("int sum(const int *, int)", 1))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("sum takes 2 arguments, 1 was given: 'int sum(const int *, int)'");
    assertThatThrownBy(() -> text("void nothing(void)", "1", "2"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("nothing takes 0 arguments, 2 were given");
    assertThatThrownBy(() -> text("int format(char *, const char *, ...)", "x"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("format takes at least 2 arguments, 1 was given");
  }

  @Test
  void refusesAVariableAndAnotherFunctionsPrototype() {
    assertThatThrownBy(() -> library.function("int variable(void)"))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("variable is a variable symbol and can't be called");
    assertThatThrownBy(
            () -> new BoundFunction(library.target("sum"), Prototype.parse("int add(int)")))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("another function than sum");
  }

  @Test
  void callsTheSystemsLibraries() {
    DlopenedLibrary zlib = DlopenedLibrary.of("libz.so.1");
    DlopenedLibrary libm = DlopenedLibrary.of("libm.so.6");
    DlopenedLibrary libc = DlopenedLibrary.of("libc.so.6");

    NativeFunction crc =
        zlib.function("unsigned long crc32(unsigned long, const char *, unsigned)");
    assertThat(crc.format(crc.callText(List.of("0", "hello", "5")).value())).isEqualTo("907060870");
    assertThat(libm.function("double cos(double x)").call(List.of(0))).isEqualTo(1.0);
    assertThat(libc.function("size_t strlen(const char *)").call(List.of("hello")))
        .isEqualTo(BigInteger.valueOf(5));
    assertThat(
            libc.function("int snprintf(char *, size_t, const char *, ...)")
                .callText(List.of("@out:40", "40", "%s is %d and %.1f", "it", "42", "0.5"))
                .outs())
        .hasToString("[arg 1 = it is 42 and 0.5]");
    assertThat(
            libc.function("long strtol(const char *restrict, char **restrict, int)")
                .callText(List.of("42nd", "&NULL", "10"))
                .outs())
        .hasToString("[arg 2 = nd]");
  }

  @Test
  void canBeCalledByManyThreadsAtOnce() throws Exception {
    NativeFunction sum = library.function("int sum(const int *, int)");
    Callable<Boolean> work =
        () ->
            IntStream.range(0, 500)
                .allMatch(n ->
                    sum.call(List.of(new int[] {n, 1, -1}, 3)).equals(n)
                        && sum.callText(List.of("{" + n + ",2}", "2")).value().equals(n + 2));
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> done : pool.invokeAll(java.util.Collections.nCopies(8, work))) {
        assertThat(done.get()).isTrue();
      }
    }
  }
}
