package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that Java's primitive types have not; what they are worth, gcc says. */
@Timeout(60)
class WideNumberTest {
  private static final String SOURCE =
      """
      #include <stdint.h>
      #include <stdio.h>
      #include <string.h>
      struct counter { uint64_t value; int64_t plain; };
      uint64_t half(uint64_t v) { return v / 2; }
      uint64_t most(void) { return UINT64_MAX; }
      int64_t plain(int64_t v) { return v; }
      int out(uint64_t *v) { *v = UINT64_MAX - 1; return 0; }
      int text(char *to, unsigned long size, const char *format, ...) {
        __builtin_va_list list;
        __builtin_va_start(list, format);
        int n = vsnprintf(to, size, format, list);
        __builtin_va_end(list);
        return n;
      }
      uint64_t apply(uint64_t (*f)(uint64_t), uint64_t v) { return f(v); }
      void raise(struct counter *c) { c->value = c->value * 3 + 1; }
      uint64_t shared = UINT64_MAX - 5;
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;
  private static Api api;

  private static final BigInteger MOST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  interface Operation {
    BigInteger apply(BigInteger v);
  }

  @Name("struct counter")
  interface Counter extends Struct {
    BigInteger value();

    Counter value(BigInteger value);
  }

  record Counted(BigInteger value, long plain) {}

  interface Api {
    BigInteger half(BigInteger v);

    BigInteger most();

    @OutResult
    BigInteger out();

    int text(@Out byte[] to, long size, String format, @Variadic Object... more);

    BigInteger apply(Operation f, BigInteger v);

    void raise(Counter c);

    @Global
    BigInteger shared();

    @Global
    void shared(BigInteger value);
  }

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("wide.so", SOURCE, "-g"));
    api = plugin.bind(Api.class);
  }

  private static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }

  @Test
  void anUnsignedIntegerOf64BitsHasItsValue() {
    assertThat(api.most()).isEqualTo(MOST);
    assertThat(api.half(MOST)).isEqualTo(number(Long.MAX_VALUE));
    assertThat(api.half(number(10))).isEqualTo(number(5));
    assertThat(api.out()).isEqualTo(MOST.subtract(BigInteger.ONE));
    assertThat(api.apply(v -> v.subtract(BigInteger.TEN), MOST))
        .isEqualTo(MOST.subtract(BigInteger.TEN));
    byte[] text = new byte[40];
    int length = api.text(text, 40, "%llu", MOST);
    assertThat(new String(text, 0, length, java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("18446744073709551615");
  }

  @Test
  void aMemberOrAVariableHasItsValue() {
    try (Arena arena = Arena.ofConfined()) {
      Counter counter = plugin.structure(Counter.class).allocate(arena);
      counter.value(BigInteger.TWO.pow(62));
      api.raise(counter);
      assertThat(counter.value())
          .isEqualTo(BigInteger.TWO.pow(62).multiply(number(3)).add(BigInteger.ONE));
    }
    BigInteger before = api.shared();
    assertThat(before).isEqualTo(MOST.subtract(number(5)));
    api.shared(BigInteger.TWO);
    assertThat(api.shared()).isEqualTo(BigInteger.TWO);
    api.shared(before);
  }

  @Test
  void whatIsOutOfTheRangeIsRefused() {
    for (BigInteger wrong : List.of(number(-1), MOST.add(BigInteger.ONE))) {
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> api.half(wrong))
          .withMessageContaining(wrong + " is out of the range of an unsigned integer of 64 bits");
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> api.apply(_ -> wrong, BigInteger.ONE));
    }
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.half(null));
  }

  interface Signed {
    BigInteger plain(BigInteger v);
  }

  @Name("struct counter")
  record Wrong(BigInteger plain) {}

  @Test
  void aSignedIntegerIsALong() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(Signed.class))
        .withMessageContaining("result is BigInteger, C has 'int64_t'");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.structure(Wrong.class))
        .withMessageContaining("Wrong.plain is BigInteger, C has 'int64_t plain'");
  }

  interface Bare {
    BigInteger half(BigInteger v);

    @Name("raise")
    void raised(@In Counted c);
  }

  @Test
  void withoutKnownTypesABigIntegerIsUnsignedAnd64Bits() {
    Bare bare = Loader.open(new Compiler(folder).c("bare-wide.so", SOURCE)).bind(Bare.class);
    assertThat(bare.half(MOST)).isEqualTo(number(Long.MAX_VALUE));
    bare.raised(new Counted(MOST, 1));
  }
}
