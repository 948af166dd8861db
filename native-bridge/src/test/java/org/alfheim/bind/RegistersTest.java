package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small structures by value, which C takes and returns in registers; what is right, C says. */
@Timeout(60)
class RegistersTest {
  private static final String SOURCE =
      """
      #include <errno.h>
      #include <stdarg.h>
      struct floats { float a, b; };
      struct one { float a; };
      struct twins { double a, b; };
      enum color { RED, GREEN = 7 };
      struct inner { short s; _Bool b; };
      struct outer { struct inner in; enum color c; char *p; };
      struct some { int x, y, z; };
      union both { long l; double d; };
      struct pair { long a, b; };
      struct node { struct node *next; };

      unsigned bits(struct floats f, int which) {
        union { float f; unsigned u; } x = { which ? f.b : f.a };
        return x.u;
      }
      unsigned bitsOfOne(struct one f) { union { float f; unsigned u; } x = { f.a }; return x.u; }
      unsigned long bitsOfTwins(struct twins t, int which) {
        union { double d; unsigned long u; } x = { which ? t.b : t.a };
        return x.u;
      }
      struct floats floats(unsigned a, unsigned b) {
        union { unsigned u; float f; } x = { a }, y = { b };
        return (struct floats) { x.f, y.f };
      }
      long look(struct outer o) { return o.in.s * 1000L + o.in.b * 100L + o.c * 10L + (o.p ? *o.p : 0); }
      struct inner cut(struct outer o) { return o.in; }
      enum color color(struct outer o) { return o.c; }
      long sum(struct some s) { return s.x * 100 + s.y * 10 + s.z; }
      long low(union both b) { return b.l; }
      int make(int a, struct pair p, long *result, struct pair q) {
        *result = p.a + p.b * 10 + q.a * 100 + q.b * 1000;
        return a;
      }
      int fail(struct pair p, int b) { errno = (int) p.a; return -1; }
      long sumOf(struct pair first, int count, ...) {
        va_list more;
        va_start(more, count);
        long sum = first.a + first.b;
        for (int i = 0; i < count; i++) { sum += va_arg(more, int); }
        sum += (long) (va_arg(more, double) * 2);
        va_end(more);
        return sum;
      }
      long last(int count, ...) {
        va_list more;
        va_start(more, count);
        struct pair p = { 0, 0 };
        struct twins t = { 0, 0 };
        for (int i = 0; i < count; i++) { p = va_arg(more, struct pair); }
        t = va_arg(more, struct twins);
        va_end(more);
        return p.a + p.b * 10 + (long) (t.a * 100 + t.b * 1000);
      }
      double mean(struct pair p, float f, ...) {
        va_list more;
        va_start(more, f);
        double d = va_arg(more, double);
        va_end(more);
        return (p.a + p.b + f + d) / 4;
      }
      #define FOUR(n) struct block n##0, struct block n##1, struct block n##2, struct block n##3
      struct block { long a, b, c, d, e, f, g, h; };
      long blocks(FOUR(p), int n, FOUR(q), double d, FOUR(r)) {
        return p0.a + p3.h * 10 + q0.b * 100 + q3.g * 1000 + r0.c * 10000 + r3.h * 100000 + n + (long) d;
      }
      struct pair ends(const unsigned char *bytes, long n) { return (struct pair) { bytes[0], bytes[n - 1] }; }
      struct pair turned(struct pair p) { return (struct pair) { p.b, p.a }; }
      int freed;
      void release(struct node *n, struct pair p) { freed++; }
      struct node here;
      struct node *get(void) { return &here; }
      int empty(struct node n, int b) { return n.next == 0; }
      """;

  @TempDir static Path folder;

  private static Api api;

  record Floats(float a, float b) {}

  record One(float a) {}

  record Twins(double a, double b) {}

  enum Color {
    RED,
    GREEN
  }

  record Inner(short s, boolean b) {}

  record Outer(Inner in, Color c, MemorySegment p) {}

  /** Of three members one. */
  @Name("struct some")
  record Some(int y) {}

  @Name("union both")
  record Both(double d, long l) {}

  record Pair(long a, long b) {}

  record Block(long a, long b, long c, long d, long e, long f, long g, long h) {}

  interface Node extends Handle {}

  interface Api {
    int bits(Floats f, int which);

    int bitsOfOne(One f);

    long bitsOfTwins(Twins t, int which);

    Floats floats(int a, int b);

    long look(Outer o);

    Inner cut(Outer o);

    Color color(Outer o);

    long sum(Some s);

    long low(Both b);

    @OutResult(3)
    @Check(ok = 5)
    long make(int a, Pair p, Pair q);

    @Errno
    int fail(Pair p, int b);

    long sumOf(Pair first, int count, @Variadic Object... more);

    @Name("sumOf")
    long sumOfThree(Pair first, int count, @Variadic int a, int b, double c);

    long last(int count, @Variadic Pair a, Pair b, Pair c, Twins d);

    double mean(Pair p, float f, @Variadic double d);

    long blocks(
        Block p0,
        Block p1,
        Block p2,
        Block p3,
        int n,
        Block q0,
        Block q1,
        Block q2,
        Block q3,
        double d,
        Block r0,
        Block r1,
        Block r2,
        Block r3);

    @Critical
    Pair ends(@In byte[] bytes, long n);

    Pair turned(Pair p);

    @Global
    int freed();

    @Releases
    void release(Node node, Pair p);

    Node get();

    int empty(Next n, int b);
  }

  @Name("struct node")
  record Next(MemorySegment next) {}

  @BeforeAll
  static void open() {
    api =
        Loader.open(new Compiler(folder).c("registers.so", SOURCE, "-gbtf", "-O1")).bind(Api.class);
  }

  /** Often enough for the compiled code, too: signalling NaNs, and quiet ones with a payload. */
  @Test
  void allBitsOfANumberArriveWhateverTheyMean() {
    for (int i = 1; i < 20_000; i++) {
      int signalling = 0x7f80_0000 | i;
      int other = 0xffc0_0000 | i;
      Floats floats = new Floats(Float.intBitsToFloat(signalling), Float.intBitsToFloat(other));
      assertThat(api.bits(floats, 0) == signalling && api.bits(floats, 1) == other).isTrue();
      assertThat(api.bitsOfOne(new One(Float.intBitsToFloat(signalling)))).isEqualTo(signalling);
      long large = 0x7ff0_0000_0000_0000L | i;
      Twins twins = new Twins(Double.longBitsToDouble(large), Double.longBitsToDouble(~0L - i));
      assertThat(api.bitsOfTwins(twins, 0) == large && api.bitsOfTwins(twins, 1) == ~0L - i)
          .isTrue();
      Floats returned = api.floats(signalling, other);
      assertThat(Float.floatToRawIntBits(returned.a())).isEqualTo(signalling);
      assertThat(Float.floatToRawIntBits(returned.b())).isEqualTo(other);
    }
  }

  @Test
  void whatIsInsideARecordIsWhereTheCompilerPutsIt() {
    MemorySegment text = java.lang.foreign.Arena.ofAuto().allocateFrom("A");
    Outer outer = new Outer(new Inner((short) -3, true), Color.GREEN, text);
    assertThat(api.look(outer)).isEqualTo(-3000 + 100 + 70 + 'A');
    assertThat(api.cut(outer)).isEqualTo(new Inner((short) -3, true));
    assertThat(api.cut(new Outer(new Inner((short) 77, false), Color.RED, MemorySegment.NULL)))
        .isEqualTo(new Inner((short) 77, false));
    assertThat(api.color(outer)).isEqualTo(Color.GREEN);
  }

  @Test
  void membersThatARecordHasNotAreZero() {
    assertThat(api.sum(new Some(5))).isEqualTo(50);
  }

  @Test
  void ofMembersInOnePlaceTheLastCounts() {
    assertThat(api.low(new Both(1.5, 42))).isEqualTo(42);
  }

  @Test
  void anOutParameterTakesARegisterToo() {
    // a, p and the address: the two registers that are left are for q.
    assertThat(api.make(5, new Pair(1, 2), new Pair(3, 4))).isEqualTo(4321);
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> api.make(6, new Pair(1, 2), new Pair(3, 4)));
  }

  @Test
  void errnoIsReadBesideThem() {
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> api.fail(new Pair(2, 0), 1))
        .withMessageContaining("ENOENT");
  }

  @Test
  void aVariadicFunctionHasThemInTheSameRegisters() {
    assertThat(api.sumOf(new Pair(1, 2), 3, 10, 20, 30, 0.5)).isEqualTo(64);
    // The double is the first vector register, and the fifth integer is no longer in one.
    assertThat(api.sumOf(new Pair(1, 2), 5, 10, 20, 30, 40, 50, 1.5)).isEqualTo(156);
    assertThat(api.sumOfThree(new Pair(1, 2), 2, 10, 20, 2.5)).isEqualTo(38);
    // One is left for the third pair, which is in memory as a whole.
    assertThat(api.last(3, new Pair(1, 2), new Pair(3, 4), new Pair(5, 6), new Twins(7, 8)))
        .isEqualTo(5 + 60 + 700 + 8000);
  }

  @Test
  void aStructureInTwoRegistersMayComeBeforeAFloatAndMore() {
    assertThat(api.mean(new Pair(1, 2), 0.5f, 4.5)).isEqualTo(2);
  }

  @Test
  void thereMayBeMoreOnTheStackThanAMethodHandleHasParameters() {
    Block zero = new Block(0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(
            api.blocks(
                new Block(1, 0, 0, 0, 0, 0, 0, 0),
                zero,
                zero,
                new Block(0, 0, 0, 0, 0, 0, 0, 2),
                1_000_000,
                new Block(0, 3, 0, 0, 0, 0, 0, 0),
                zero,
                zero,
                new Block(0, 0, 0, 0, 0, 0, 4, 0),
                2e6,
                new Block(0, 0, 5, 0, 0, 0, 0, 0),
                zero,
                zero,
                new Block(0, 0, 0, 0, 0, 0, 0, 6)))
        .isEqualTo(3_654_321);
  }

  @Test
  void twoWordsComeBackFromWhatWorksOnTheHeap() {
    assertThat(api.ends(new byte[] {1, 0, 7}, 3)).isEqualTo(new Pair(1, 7));
  }

  @Test
  void nullIsNoStructure() {
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.turned(null));
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.look(new Outer(null, Color.RED, MemorySegment.NULL)));
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.look(new Outer(new Inner((short) 1, true), null, null)));
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.empty(new Next(null), 0))
        .withMessage("Next.next: null; C's NULL is MemorySegment.NULL");
  }

  @Test
  void memoryOfTheHeapHasNoAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> api.empty(new Next(MemorySegment.ofArray(new byte[1])), 0))
        .withMessageContaining("Heap segment");
    assertThat(api.empty(new Next(MemorySegment.NULL), 0)).isOne();
  }

  /** What can't be taken back is done when nothing else can fail. */
  @Test
  void nothingIsReleasedIfTheStructureBesideItIsNone() {
    Node node = api.get();
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.release(node, null));
    assertThat(api.freed()).isZero();
    api.release(node, new Pair(1, 2));
    assertThat(api.freed()).isOne();
  }
}
