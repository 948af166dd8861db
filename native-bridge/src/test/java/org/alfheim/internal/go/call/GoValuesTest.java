package org.alfheim.internal.go.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.Global;
import org.alfheim.bind.Name;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.go.GoComplex;
import org.alfheim.go.GoObject;
import org.alfheim.internal.open.LiveGo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of value goes to Go and comes back: what Go prints of it, and what returns. */
@Timeout(600)
@ParameterizedClass
@MethodSource("org.alfheim.internal.open.LiveGo#toolchains")
class GoValuesTest {
  record Point(int x, int y, String name, double weight) {}

  record Line(Point from, Point to, List<String> tags, Map<String, Integer> notes) {}

  record Tree(long value, List<Tree> children) {}

  record Numbers(
      byte a,
      short b,
      int c,
      long d,
      long e,
      short f,
      int g,
      long h,
      BigInteger i,
      long j,
      long k,
      float l,
      double m,
      boolean n,
      GoComplex o,
      GoComplex p) {}

  record DivMod(@Name("quotient") long first, long second) {}

  interface Values {
    void Nop();

    long Add(long a, long b);

    int AddInt(int a, int b);

    double AddF(double a, double b);

    float Half(float a);

    boolean Not(boolean a);

    String Upper(String s);

    String Echo(String s);

    @Name("Echo")
    byte[] echoRaw(byte[] s);

    byte[] EchoBytes(byte[] b);

    String[] EchoNames(String[] names);

    @Name("EchoNames")
    List<String> echoList(List<String> names);

    Map<String, long[]> EchoMap(Map<String, long[]> map);

    Point EchoPoint(Point p);

    Line EchoLine(Line l);

    Tree EchoTree(Tree t);

    Numbers EchoNumbers(Numbers n);

    short[][] EchoGrid(short[][] grid);

    long[] EchoLongs(long[] longs);

    @Name("EchoLongs")
    List<Long> echoLongList(List<Long> longs);

    boolean[] EchoBools(boolean[] bools);

    GoComplex EchoComplex(GoComplex c);

    byte EchoU8(byte bits);

    @Name("EchoU8")
    int echoU8Value(int value);

    @Name("EchoU32")
    int echoU32Bits(int bits);

    @Name("EchoU32")
    long echoU32Value(long value);

    @Name("EchoU64")
    long echoU64Bits(long bits);

    @Name("EchoU64")
    BigInteger echoU64Value(BigInteger value);

    @Name("EchoI8")
    long echoI8Wide(long value);

    Object EchoAny(Object any);

    String TypeOf(Object any);

    String EchoText(String text);

    long EchoPtr(long address);

    String Mixed(byte a, int b, boolean c, float d, long e);

    String Many(
        long a,
        long b,
        long c,
        long d,
        long e,
        long f,
        long g,
        long h,
        long i,
        long j,
        long k,
        long l,
        double x,
        double y,
        String s);

    long Sum(byte[] bytes);

    List<String> Keys(Map<String, Integer> map);

    String Variadic(String prefix, long... numbers);

    DivMod DivMod(long a, long b);

    String Huge(int length);

    List<String> HugeList(int length);

    @Global
    long Int();

    @Global
    void Int(long value);

    @Global
    String Str();

    @Global
    Point Pt();

    @Global
    float Warm();

    @Global
    BigInteger Uint64();

    @Global
    List<Object> Anys();

    @Global
    short[][] Grid();

    int FnVar(int x);

    @Global
    GoObject NilPtr();
  }

  private final OpenGoPlugin plugin;
  private final Values go;

  GoValuesTest(GoToolchain toolchain) {
    plugin = LiveGo.values(toolchain);
    go = GoContract.bind(Values.class, plugin);
  }

  @Test
  void numbersArePassed() {
    go.Nop();
    assertThat(go.Add(Long.MAX_VALUE, 1)).isEqualTo(Long.MIN_VALUE);
    assertThat(go.AddInt(-3, 5)).isEqualTo(2);
    assertThat(go.AddF(0.5, 0.25)).isEqualTo(0.75);
    assertThat(go.Half(5f)).isEqualTo(2.5f);
    assertThat(go.Not(true)).isFalse();
    assertThat(go.Not(false)).isTrue();
    assertThat(go.Mixed((byte) -1, 65535, true, 1.5f, 1L << 62))
        .isEqualTo("-1 65535 true 1.5 4611686018427387904");
  }

  @Test
  void whatIsMoreThanTheRegistersHaveIsPassed() {
    assertThat(go.Many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -12, 1.5, 2.5, "end"))
        .isEqualTo("1 2 3 4 5 6 7 8 9 10 11 -12 1.5 2.5end");
  }

  @Test
  void integersOfTheSameWidthHaveTheSameBits() {
    assertThat(go.EchoU8((byte) -1)).isEqualTo((byte) -1);
    assertThat(go.echoU32Bits(-2)).isEqualTo(-2);
    assertThat(go.echoU64Bits(-3)).isEqualTo(-3);
  }

  @Test
  void widerIntegersHaveTheValue() {
    assertThat(go.echoU8Value(255)).isEqualTo(255);
    assertThat(go.echoU32Value(4_294_967_295L)).isEqualTo(4_294_967_295L);
    assertThat(go.echoI8Wide(-128)).isEqualTo(-128);
    BigInteger most = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    assertThat(go.echoU64Value(most)).isEqualTo(most);
    assertThat(go.Uint64()).isEqualTo(most);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> go.echoU8Value(256))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("EchoU8")
        .hasMessageContaining("256 is not in the range of Go's uint8 (0 to 255)");
    assertThatThrownBy(() -> go.echoU8Value(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> go.echoI8Wide(128)).hasMessageContaining("int8 (-128 to 127)");
    assertThatThrownBy(() -> go.echoU32Value(-1)).hasMessageContaining("uint32");
    assertThatThrownBy(() -> go.echoU64Value(BigInteger.TWO.pow(64)))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> go.AddInt(Integer.MAX_VALUE, 1))
        .hasMessageContaining("2147483648")
        .hasMessageContaining("let it be a long");
  }

  @Test
  void stringsAreUtf8() {
    for (String text : List.of("", "a", "héllo", "日本", "😀", "a\0b", "x".repeat(100_000))) {
      assertThat(go.Echo(text)).isEqualTo(text);
    }
    assertThat(go.Upper("abc")).isEqualTo("ABC");
    assertThat(go.EchoText("named")).isEqualTo("named");
    assertThat(go.Str()).isEqualTo("héllo");
    byte[] none = {(byte) 0xff, 0, (byte) 0xc3};
    assertThat(go.echoRaw(none)).isEqualTo(none);
  }

  @Test
  void slicesAreCopied() {
    assertThat(go.EchoBytes(new byte[] {1, -1, 0})).containsExactly(1, -1, 0);
    assertThat(go.Sum(new byte[] {1, 2, -1})).isEqualTo(258);
    assertThat(go.EchoNames(new String[] {"a", "", "ü"})).containsExactly("a", "", "ü");
    assertThat(go.echoList(List.of("a", "b"))).containsExactly("a", "b");
    assertThat(go.EchoLongs(new long[] {1, -2})).containsExactly(1, -2);
    assertThat(go.echoLongList(List.of(7L, -8L))).containsExactly(7L, -8L);
    assertThat(go.EchoBools(new boolean[] {true, false})).containsExactly(true, false);
    assertThat(go.Variadic("x")).isEqualTo("x[]");
    assertThat(go.Variadic("x", 1, 2)).isEqualTo("x[1 2]");
  }

  @Test
  void nullIsANilSliceAndAnEmptyOneIsNot() {
    assertThat(go.EchoBytes(null)).isNull();
    assertThat(go.EchoBytes(new byte[0])).isEmpty();
    assertThat(go.EchoNames(null)).isNull();
    assertThat(go.EchoNames(new String[0])).isEmpty();
    assertThat(go.EchoMap(null)).isNull();
    assertThat(go.EchoMap(Map.of())).isEmpty();
  }

  @Test
  void arraysHaveTheirLength() {
    short[][] grid = {{1, 2, 3}, {4, 5, 6}};
    assertThat(go.EchoGrid(grid)).isDeepEqualTo(grid);
    assertThat(go.Grid()).isDeepEqualTo(grid);
    assertThatThrownBy(() -> go.EchoGrid(new short[][] {{1, 2, 3}}))
        .hasMessageContaining("1 elements, and Go's array has 2");
    assertThatThrownBy(() -> go.EchoGrid(new short[][] {{1, 2, 3}, {1}}))
        .hasMessageContaining("element 1: 1 elements, and Go's array has 3");
    assertThatThrownBy(() -> go.EchoGrid(null)).isInstanceOf(ArgumentException.class);
  }

  @Test
  void mapsAreCopied() {
    assertThat(go.EchoMap(Map.of("a", new long[] {1}, "b", new long[] {2, 3})))
        .hasSize(2)
        .hasEntrySatisfying("b", value -> assertThat(value).containsExactly(2, 3));
    assertThat(go.Keys(Map.of("two", 2, "one", 1))).containsExactly("one", "two");
  }

  @Test
  void structuresAreRecords() {
    Point point = new Point(1, -2, "p", 0.5);
    assertThat(go.EchoPoint(point)).isEqualTo(point);
    assertThat(go.Pt().name()).isEqualTo("p");
    Line line = new Line(point, new Point(0, 0, "", 0), List.of("t"), Map.of("n", 1));
    assertThat(go.EchoLine(line)).isEqualTo(line);
    Tree tree =
        new Tree(1, List.of(new Tree(2, List.of()), new Tree(3, List.of(new Tree(4, null)))));
    assertThat(go.EchoTree(tree)).isEqualTo(tree);
    Numbers numbers =
        new Numbers(
            (byte) -1,
            (short) -2,
            -3,
            -4,
            -5,
            (short) 255,
            65535,
            4_294_967_295L,
            BigInteger.TWO.pow(63),
            -1,
            7,
            1.5f,
            Double.MIN_VALUE,
            true,
            new GoComplex(1, 2.5),
            new GoComplex(-3, Math.PI));
    assertThat(go.EchoNumbers(numbers)).isEqualTo(numbers);
    assertThat(go.EchoComplex(new GoComplex(1, -1))).isEqualTo(new GoComplex(1, -1));
  }

  @Test
  void severalResultsAreARecord() {
    assertThat(go.DivMod(7, 3)).isEqualTo(new DivMod(2, 1));
  }

  @Test
  void anyIsWhatItIs() {
    assertThat(go.TypeOf(null)).isEqualTo("<nil> <nil>");
    assertThat(go.TypeOf(true)).isEqualTo("bool true");
    assertThat(go.TypeOf(7)).isEqualTo("int 7");
    assertThat(go.TypeOf(7L)).isEqualTo("int 7");
    assertThat(go.TypeOf(2.5)).isEqualTo("float64 2.5");
    assertThat(go.TypeOf("s")).isEqualTo("string s");
    assertThat(go.EchoAny("s")).isEqualTo("s");
    assertThat(go.EchoAny(7)).isEqualTo(7L);
    List<Object> anys = go.Anys();
    assertThat(anys.subList(0, 5)).containsExactly(null, true, 7L, 2.5, "s");
    assertThat(((GoObject) anys.get(5)).reference().type()).isEqualTo("int8");
    assertThat(go.TypeOf(anys.get(6))).isEqualTo("*main.Point (3,4)");
    assertThatThrownBy(() -> go.TypeOf(new Object[0]))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("java.lang.Object[]");
  }

  @Test
  void variablesAreReadAndWritten() {
    assertThat(go.Int()).isEqualTo(42);
    go.Int(7);
    assertThat(go.Int()).isEqualTo(7);
    go.Int(42);
    assertThat(go.Warm()).isEqualTo(36.5f);
    assertThat(go.NilPtr()).isNull();
    assertThat(go.FnVar(4)).isEqualTo(5);
    assertThat(go.EchoPtr(0x1234)).isEqualTo(0x1234);
  }

  @Test
  void whatIsLargeIsPassed() {
    assertThat(go.Huge(10_000_000)).hasSize(10_000_000);
    List<String> many = go.HugeList(100_000);
    assertThat(many).hasSize(100_000).endsWith("99999");
    assertThat(go.echoList(many)).isEqualTo(many);
    long[] longs = new long[1 << 20];
    Arrays.setAll(longs, i -> i);
    assertThat(go.EchoLongs(longs)).isEqualTo(longs);
  }

  @Test
  void nullWhereGoHasNoneIsRefused() {
    assertThatThrownBy(() -> go.Echo(null))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("Echo: null is no String");
    assertThatThrownBy(() -> go.EchoPoint(null)).hasMessageContaining("null is no Point");
    assertThatThrownBy(() -> go.EchoPoint(new Point(1, 2, null, 0)))
        .hasMessageContaining("Point.name: null is no String");
    assertThatThrownBy(() -> go.echoList(Arrays.asList("a", null)))
        .hasMessageContaining("element 1: null");
    Map<String, Integer> hole = new HashMap<>();
    hole.put("a", null);
    assertThatThrownBy(() -> go.Keys(hole)).hasMessageContaining("key a: null");
  }
}
