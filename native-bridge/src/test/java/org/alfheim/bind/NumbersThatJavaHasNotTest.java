package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code __int128}, {@code long double} and {@code _Complex}; what they are worth, gcc says. */
@Timeout(60)
class NumbersThatJavaHasNotTest {
  private static final String SOURCE =
      """
      #include <complex.h>
      #include <stdint.h>
      #include <string.h>
      typedef __int128 wide;
      typedef unsigned __int128 uwide;
      struct numbers { char c; wide w; uwide u; long double d; double complex z; float complex f; long double v[2]; };

      wide twice(wide v) { return v * 2; }
      uwide upper(uwide v) { return v >> 64; }
      wide sum(long a, wide b, double c, wide d, int e) { return a + b + (wide) c + d + e; }
      wide last(int a, int b, int c, int d, wide e) { return a + b + c + d + e; }
      wide split(int a, int b, int c, int d, int f, wide e) { return a + b + c + d + f + e; }
      wide first(wide v, long a, long b, long c, long d, long e) { return v + a * 10 + b * 100 + c * 1000 + d * 10000 + e * 100000; }
      struct three { long a, b, c; };
      struct three hidden(int a, wide b, wide c) { return (struct three) { a, b, c }; }
      struct three toomany(int a, int b, int c, int d, wide e) { return (struct three) { a, b, e }; }
      struct pair { double a, b; };
      wide beside(struct pair p, wide a, struct pair q, float f) { return a + (wide) (p.a + p.b * 10 + q.a * 100 + q.b * 1000 + f * 10000); }
      wide variable = 1;

      void grow(struct numbers *n) { n->w = n->w * 3 - 1; n->u += 5; n->d /= 4; n->z *= I; n->f += 1; n->v[1] = n->v[0]; }
      double narrow(const struct numbers *n) { return n->d; }
      void widen(struct numbers *n, double v) { n->d = v; }
      void set(struct numbers *n, uint64_t significand, uint16_t top) {
        memcpy(&n->d, &significand, 8);
        memcpy((char *) &n->d + 8, &top, 2);
      }
      double complex turn(double complex z, int by) { return z * by * I; }
      float complex turnf(float complex z) { return z * I; }
      void conjugate(double complex *z) { *z = conj(*z); }
      long double extended(long double v) { return v; }
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;
  private static Api api;

  record Complex(double re, double im) {}

  record ComplexFloat(float re, float im) {}

  record Three(long a, long b, long c) {}

  record Pair(double a, double b) {}

  @Name("struct numbers")
  interface Numbers extends Struct {
    BigInteger w();

    Numbers w(BigInteger value);

    @Name("w")
    byte[] bytesOfW();

    @Name("w")
    long[] partsOfW();

    BigInteger u();

    Numbers u(BigInteger value);

    double d();

    Numbers d(double value);

    @Name("d")
    byte[] bytesOfD();

    @Name("d")
    Numbers bytesOfD(@Name("d") byte[] value);

    Complex z();

    Numbers z(Complex value);

    @Name("z")
    double[] partsOfZ();

    ComplexFloat f();

    Numbers f(ComplexFloat value);

    byte[] v();

    Numbers v(byte[] bytes);
  }

  interface Api {
    BigInteger twice(BigInteger v);

    BigInteger upper(BigInteger v);

    BigInteger sum(long a, BigInteger b, double c, BigInteger d, int e);

    BigInteger last(int a, int b, int c, int d, BigInteger e);

    BigInteger first(BigInteger v, long a, long b, long c, long d, long e);

    Three hidden(int a, BigInteger b, BigInteger c);

    BigInteger beside(Pair p, BigInteger a, Pair q, float f);

    void grow(Numbers n);

    double narrow(Numbers n);

    void widen(Numbers n, double v);

    void set(Numbers n, long significand, short top);

    Complex turn(Complex z, int by);

    ComplexFloat turnf(ComplexFloat z);

    void conjugate(double[] z);
  }

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("numbers.so", SOURCE, "-g", "-lm"));
    api = plugin.bind(Api.class);
  }

  private static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }

  private static BigInteger power(int exponent) {
    return BigInteger.TWO.pow(exponent);
  }

  @Test
  void anIntegerOf128BitsIsPassedAndReturned() {
    for (BigInteger each :
        List.of(number(0), number(-1), power(100), power(126).negate(), number(Long.MIN_VALUE))) {
      assertThat(api.twice(each)).isEqualTo(each.multiply(BigInteger.TWO));
    }
    assertThat(api.upper(power(128).subtract(BigInteger.ONE)))
        .isEqualTo(power(64).subtract(BigInteger.ONE));
    assertThat(api.sum(1, power(90), 2.5, number(-7), 4)).isEqualTo(power(90));
    assertThat(api.last(1, 2, 3, 4, power(80))).isEqualTo(power(80).add(number(10)));
    assertThat(api.first(power(70), 1, 2, 3, 4, 5)).isEqualTo(power(70).add(number(543210)));
    assertThat(api.hidden(1, number(-2), number(3))).isEqualTo(new Three(1, -2, 3));
    assertThat(api.beside(new Pair(1, 2), power(90), new Pair(3, 4), 5))
        .isEqualTo(power(90).add(number(54321)));
  }

  @Test
  void whatIsOutOfItsRangeIsRefused() {
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.twice(power(127)))
        .withMessageContaining("out of the range of a signed integer of 128 bits");
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.upper(number(-1)));
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.upper(power(128)));
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.twice(null));
  }

  interface Split {
    BigInteger split(int a, int b, int c, int d, int f, BigInteger e);
  }

  interface TooMany {
    Three toomany(int a, int b, int c, int d, BigInteger e);
  }

  interface OfVariable {
    @Global
    BigInteger variable();
  }

  interface Extended {
    double extended(double v);
  }

  interface AsLong {
    long twice(long v);
  }

  @Test
  void whatTheLinkerOfThePlatformCanNotPassIsRefused() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(Split.class))
        .withMessageContaining("parameter 6: an integer of 128 bits that has no two registers");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(TooMany.class))
        .withMessageContaining("parameter 5: an integer of 128 bits that has no two registers");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OfVariable.class));
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(Extended.class))
        .withMessageContaining("C has 'long double'")
        .withMessageContaining("can only stand behind a pointer");
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(AsLong.class));
  }

  @Test
  void membersAreTheNumbersThatCHas() {
    try (Arena arena = Arena.ofConfined()) {
      Numbers numbers = plugin.structure(Numbers.class).allocate(arena);
      numbers
          .w(power(100).negate())
          .u(power(128).subtract(number(6)))
          .d(-6)
          .z(new Complex(1, 2))
          .f(new ComplexFloat(3, 4))
          .v(numbers.v());
      numbers.v(concatenated(numbers.bytesOfD(), new byte[16]));
      api.grow(numbers);
      assertThat(numbers.w()).isEqualTo(power(100).multiply(number(-3)).subtract(BigInteger.ONE));
      assertThat(numbers.u()).isEqualTo(power(128).subtract(BigInteger.ONE));
      assertThat(numbers.d()).isEqualTo(-1.5);
      assertThat(numbers.z()).isEqualTo(new Complex(-2, 1));
      assertThat(numbers.partsOfZ()).containsExactly(-2, 1);
      assertThat(numbers.f()).isEqualTo(new ComplexFloat(4, 4));
      assertThat(numbers.w(number(-2)).partsOfW()).containsExactly(-2, -1);
      assertThat(numbers.bytesOfW()).hasSize(16).startsWith(-2, -1);
      byte[] v = numbers.v();
      assertThat(java.util.Arrays.copyOfRange(v, 16, 26)).isEqualTo(java.util.Arrays.copyOf(v, 10));
      assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> numbers.u(number(-1)));
    }
  }

  private static byte[] concatenated(byte[] one, byte[] other) {
    byte[] all = java.util.Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  @Test
  void aComplexNumberIsARecordOfItsParts() {
    assertThat(api.turn(new Complex(1, 2), 3)).isEqualTo(new Complex(-6, 3));
    assertThat(api.turnf(new ComplexFloat(1, 2))).isEqualTo(new ComplexFloat(-2, 1));
    double[] z = {1, 2};
    api.conjugate(z);
    assertThat(z).containsExactly(1, -2);
  }

  /** Each class of pattern, and at random; ties and the smallest numbers among them. */
  @Test
  void aLongDoubleIsReadAsTheNearestDouble() {
    Random random = new Random(7);
    try (Arena arena = Arena.ofConfined()) {
      Numbers numbers = plugin.structure(Numbers.class).allocate(arena);
      for (int i = 0; i < 20_000; i++) {
        long significand = random.nextLong();
        switch (random.nextInt(6)) {
          case 0 -> significand = significand & -1L << random.nextInt(64);
          case 1 -> significand = Long.MIN_VALUE | (significand & -1L << 10);
          case 2 -> significand |= Long.MIN_VALUE;
          case 3 -> significand = -1L << random.nextInt(64);
          default -> significand = Long.MIN_VALUE | significand >>> random.nextInt(64);
        }
        int exponent =
            switch (random.nextInt(5)) {
              case 0 -> random.nextInt(0x8000);
              case 1 -> 0x7fff - random.nextInt(2);
              case 2 -> 16383 - 1022 - random.nextInt(60);
              case 3 -> 16383 + 1020 + random.nextInt(6);
              default -> random.nextInt(2);
            };
        short top = (short) (exponent | (random.nextBoolean() ? 0x8000 : 0));
        api.set(numbers, significand, top);
        double read = numbers.d();
        double expected = api.narrow(numbers);
        assertThat(Double.doubleToLongBits(read))
            .as("%x %x", top, significand)
            .isEqualTo(Double.doubleToLongBits(expected));
      }
    }
  }

  @Test
  void aDoubleIsWrittenExactly() {
    Random random = new Random(8);
    try (Arena arena = Arena.ofConfined()) {
      Numbers ours = plugin.structure(Numbers.class).allocate(arena);
      Numbers theirs = plugin.structure(Numbers.class).allocate(arena);
      for (int i = 0; i < 20_000; i++) {
        double value =
            switch (i) {
              case 0 -> 0.0;
              case 1 -> -0.0;
              case 2 -> Double.MIN_VALUE;
              case 3 -> Double.MAX_VALUE;
              case 4 -> Double.NEGATIVE_INFINITY;
              case 5 -> Double.NaN;
              default -> Double.longBitsToDouble(random.nextLong() >>> (i % 3 == 0 ? 12 : 0));
            };
        ours.d(value);
        api.widen(theirs, value);
        assertThat(ours.bytesOfD()).startsWith(java.util.Arrays.copyOf(theirs.bytesOfD(), 10));
        assertThat(Double.doubleToLongBits(ours.d())).isEqualTo(Double.doubleToLongBits(value));
      }
      assertThat(ours.memory().get(ValueLayout.JAVA_BYTE, 0)).isZero();
    }
  }
}
