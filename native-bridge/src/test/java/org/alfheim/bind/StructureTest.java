package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Structures of C as records and views; what is right, the functions of C say. */
@Timeout(60)
class StructureTest {
  private static final String SOURCE =
      """
      #include <stddef.h>
      #include <string.h>
      struct point { int x, y; };
      struct rect { struct point low, high; double weight; };
      struct mixed { char c; double d; };
      struct pair { float a, b; };
      struct node { int value; struct node *next; };
      struct bits { unsigned a : 3; int b : 5; unsigned long c : 40; _Bool d : 1; };
      struct z_stream_s { const char *next_in; unsigned avail_in; unsigned short kind; };
      typedef struct z_stream_s z_stream;
      struct named { char name[8]; int numbers[3]; union { int i; float f; }; };
      struct __attribute__((packed)) tight { char c; int i; };

      int sum(struct point p) { return p.x + p.y; }
      struct point make(int x, int y) { return (struct point) { x, y }; }
      struct rect span(struct point a, struct point b, double weight) {
        return (struct rect) { a, b, weight };
      }
      double area(struct rect r) {
        return (r.high.x - r.low.x) * (double) (r.high.y - r.low.y) * r.weight;
      }
      double weigh(const struct rect *r) { return r ? r->weight : -1; }
      struct mixed mix(struct mixed m) { m.c++; m.d *= 2; return m; }
      struct pair turn(struct pair p) { return (struct pair) { p.b, p.a }; }
      long many(long a, long b, long c, long d, long e, struct point p, struct rect r, long f) {
        return a + b + c + d + e + p.x * 10 + p.y * 100 + r.high.y * 1000 + f * 10000;
      }
      int total(const struct point *p, int n) {
        int t = 0;
        for (int i = 0; i < n; i++) t += p[i].x * p[i].y;
        return t;
      }
      void shift(struct point *p, int n, int by) {
        for (int i = 0; i < n; i++) p[i].x += by;
      }
      struct point *corner(struct rect *r) { return r ? &r->high : 0; }
      int length(const struct node *n) { return n ? 1 + length(n->next) : 0; }
      struct node *tail(struct node *n) { return n->next; }
      unsigned long pack(const struct bits *b) { return b->a + b->b * 10L + (unsigned long) b->c * 100 + b->d; }
      void unpack(struct bits *b) { b->a = 5; b->b = -7; b->c = 1UL << 39; b->d = 1; }
      unsigned advance(z_stream *z) { z->next_in++; return --z->avail_in + z->kind; }
      int check(const struct named *n) { return strlen(n->name) + n->numbers[2] + n->i; }
      struct __attribute__((packed)) tightBits { char c; int i : 20; };
      struct __attribute__((aligned(16))) wide { int i; };
      struct late { float f; long : 0; int b : 3; };
      struct empty { };
      struct x87 { long double d; };
      int tightly(struct tight t) { return t.i; }
      int tightBits(struct tightBits t) { return t.i; }
      int widely(struct wide t) { return t.i; }
      int lately(struct late t) { return t.b; }
      int emptily(struct empty t) { return 1; }
      int extended(struct x87 t) { return t.d; }
      int loosely(const struct tight *t) { return t->i + t->c; }
      size_t sizes(int which) {
        switch (which) {
          case 0: return sizeof(struct rect);
          case 1: return sizeof(struct bits);
          case 2: return sizeof(z_stream);
          default: return sizeof(struct named);
        }
      }
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;

  record Point(int x, int y) {}

  record Rect(Point low, Point high, double weight) {}

  record Mixed(byte c, double d) {}

  record Pair(float a, float b) {}

  record Weight(double weight) {}

  record Tight(byte c, int i) {}

  interface Api {
    int sum(Point p);

    Point make(int x, int y);

    Rect span(Point a, Point b, double weight);

    double area(Rect r);

    double weigh(Rect r);

    @Name("weigh")
    double weighOnly(Weight r);

    Mixed mix(Mixed m);

    Pair turn(Pair p);

    long many(long a, long b, long c, long d, long e, Point p, Rect r, long f);

    int total(Point[] p, int n);

    void shift(Point[] p, int n, int by);

    Point corner(RectView r);

    @Name("corner")
    PointView cornerView(RectView r);

    int length(Node n);

    Node tail(Node n);

    long pack(Bits b);

    void unpack(Bits b);

    int advance(ZStream z);

    int check(Named n);

    @Name("sum")
    int sumOf(PointView p);

    int loosely(Tight t);

    long sizes(int which);
  }

  interface PointView extends Struct {
    int x();

    int y();

    PointView x(int value);

    void y(int value);
  }

  @Name("struct rect")
  interface RectView extends Struct {
    PointView low();

    Point high();

    void high(Point value);

    void low(PointView value);

    double weight();

    RectView weight(double value);
  }

  @Name("struct node")
  interface Node extends Struct {
    int value();

    Node value(int value);

    Node next();

    void next(Node node);
  }

  @Name("struct bits")
  interface Bits extends Struct {
    int a();

    Bits a(int value);

    int b();

    Bits b(int value);

    long c();

    Bits c(long value);

    boolean d();

    Bits d(boolean value);
  }

  interface ZStream extends Struct {
    MemorySegment nextIn();

    ZStream nextIn(MemorySegment data);

    @Unsigned
    long availIn();

    ZStream availIn(@Unsigned long count);

    short kind();

    ZStream kind(short kind);
  }

  @Name("struct named")
  interface Named extends Struct {
    String name();

    Named name(String name);

    int[] numbers();

    Named numbers(int[] numbers);

    int i();

    Named i(int value);

    float f();
  }

  private static Api api;

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("structures.so", SOURCE, "-gbtf", "-O1"));
    api = plugin.bind(Api.class);
  }

  @Test
  void aClosedArenaAndNothingAreRefused() {
    Structure<Point> points = plugin.structure(Point.class);
    Arena closed = Arena.ofConfined();
    MemorySegment gone = closed.allocate(points.type().size().orElseThrow(), 4);
    closed.close();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> points.at(gone));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> points.write(gone, new Point(1, 2)));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> points.allocate(closed));
    assertThatNullPointerException().isThrownBy(() -> points.at(null));
    assertThatNullPointerException().isThrownBy(() -> points.write(null, new Point(1, 2)));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(points.type().size().orElseThrow(), 4);
      assertThatNullPointerException().isThrownBy(() -> points.write(memory, null));
    }
  }

  @Test
  void aRecordGoesByValueAndComesBack() {
    assertThat(api.sum(new Point(3, -5))).isEqualTo(-2);
    assertThat(api.make(7, 8)).isEqualTo(new Point(7, 8));
    Rect rect = api.span(new Point(1, 2), new Point(4, 6), 0.5);
    assertThat(rect).isEqualTo(new Rect(new Point(1, 2), new Point(4, 6), 0.5));
    assertThat(api.area(rect)).isEqualTo(6);
    assertThat(api.mix(new Mixed((byte) 9, 1.5))).isEqualTo(new Mixed((byte) 10, 3));
    assertThat(api.turn(new Pair(1, 2))).isEqualTo(new Pair(2, 1));
  }

  @Test
  void aStructureThatNoLongerFitsTheRegistersIsWhole() {
    assertThat(
            api.many(
                1, 2, 3, 4, 5, new Point(6, 7), new Rect(new Point(0, 0), new Point(0, 8), 0), 9))
        .isEqualTo(15 + 60 + 700 + 8000 + 90000);
  }

  @Test
  void aRecordBehindAPointerIsCopiedThere() {
    assertThat(api.weigh(new Rect(new Point(0, 0), new Point(0, 0), 2.5))).isEqualTo(2.5);
    assertThat(api.weigh(null)).isEqualTo(-1);
    assertThat(api.weighOnly(new Weight(4.5))).isEqualTo(4.5);
    assertThat(api.loosely(new Tight((byte) 1, 2))).isEqualTo(3);
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.sum(null));
  }

  @Test
  void anArrayOfRecordsIsReadAndWrittenBack() {
    Point[] points = {new Point(1, 2), new Point(3, 4), null};
    assertThat(api.total(points, 3)).isEqualTo(14);
    api.shift(points, 3, 10);
    assertThat(points).containsExactly(new Point(11, 2), new Point(13, 4), new Point(10, 0));
  }

  @Test
  void aViewIsTheMemoryItself() {
    try (Arena arena = Arena.ofConfined()) {
      RectView rect = plugin.structure(RectView.class).allocate(arena);
      assertThat(rect.memory().byteSize()).isEqualTo(api.sizes(0));
      rect.low().x(5).y(6);
      rect.high(new Point(7, 8));
      rect.weight(1.5);
      assertThat(rect.low().x()).isEqualTo(5);
      assertThat(rect.low().y()).isEqualTo(6);
      assertThat(rect.high()).isEqualTo(new Point(7, 8));
      assertThat(api.corner(rect)).isEqualTo(new Point(7, 8));
      assertThat(api.corner(null)).isNull();
      PointView corner = api.cornerView(rect);
      corner.x(9);
      assertThat(rect.high().x()).isEqualTo(9);
      assertThat(api.cornerView(null)).isNull();
      assertThat(api.sumOf(corner)).isEqualTo(17);
      rect.low(corner);
      assertThat(rect.low().x()).isEqualTo(9);
      assertThat(rect.weight(3).weight()).isEqualTo(3);
      assertThat(corner).isEqualTo(api.cornerView(rect)).hasSameHashCodeAs(api.cornerView(rect));
      assertThat(corner).isNotEqualTo(rect.low());
      assertThat(rect.toString()).startsWith("struct rect at 0x");
    }
  }

  @Test
  void aStructureMayLeadToItself() {
    try (Arena arena = Arena.ofConfined()) {
      Structure<Node> nodes = plugin.structure(Node.class);
      Node last = nodes.allocate(arena).value(3);
      Node first = nodes.allocate(arena).value(1);
      first.next(last);
      assertThat(api.length(first)).isEqualTo(2);
      assertThat(first.next().value()).isEqualTo(3);
      assertThat(first.next().next()).isNull();
      assertThat(api.tail(first)).isEqualTo(last);
      first.next(null);
      assertThat(api.length(first)).isEqualTo(1);
    }
  }

  @Test
  void bitFieldsAreWhereTheCompilerPutsThem() {
    try (Arena arena = Arena.ofConfined()) {
      Bits bits = plugin.structure(Bits.class).allocate(arena);
      assertThat(bits.memory().byteSize()).isEqualTo(api.sizes(1));
      bits.a(6).b(-3).c((1L << 39) + 1).d(true);
      assertThat(api.pack(bits)).isEqualTo(6 - 30 + ((1L << 39) + 1) * 100 + 1);
      api.unpack(bits);
      assertThat(bits.a()).isEqualTo(5);
      assertThat(bits.b()).isEqualTo(-7);
      assertThat(bits.c()).isEqualTo(1L << 39);
      assertThat(bits.d()).isTrue();
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> bits.a(8))
          .withMessageContaining("8 is out of the range of a bit-field of 3 bits");
      assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> bits.b(16));
      assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> bits.a(-1));
    }
  }

  @Test
  void namesOfJavaAreNamesOfC() {
    try (Arena arena = Arena.ofConfined()) {
      ZStream stream = plugin.structure(ZStream.class).allocate(arena);
      MemorySegment data = arena.allocateFrom("data");
      stream.nextIn(data).availIn(0xffff_ffffL).kind((short) 2);
      assertThat(api.advance(stream)).isZero();
      assertThat(stream.availIn()).isEqualTo(0xffff_fffeL);
      assertThat(stream.nextIn().address()).isEqualTo(data.address() + 1);
      assertThat(plugin.structure(ZStream.class).type().spelling()).isEqualTo("struct z_stream_s");
    }
  }

  @Test
  void arraysAndUnionsAreMembersToo() {
    try (Arena arena = Arena.ofConfined()) {
      Named named = plugin.structure(Named.class).allocate(arena);
      named.name("seven77").numbers(new int[] {1, 2, 3}).i(Float.floatToRawIntBits(1.5f));
      assertThat(named.name()).isEqualTo("seven77");
      assertThat(named.numbers()).containsExactly(1, 2, 3);
      assertThat(named.f()).isEqualTo(1.5f);
      named.i(4);
      assertThat(api.check(named)).isEqualTo(14);
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> named.name("too long"))
          .withMessageContaining("do not fit in char[8]");
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> named.numbers(new int[2]));
    }
  }

  @Test
  void aViewIsAsLongAsItsStructure() {
    Structure<RectView> rects = plugin.structure(RectView.class);
    RectView dead;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment small = arena.allocate(4);
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rects.at(small));
      dead = rects.allocate(arena);
    }
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(dead::weight);
  }

  @Test
  void aPointerToMemoryThatIsGoneIsNotWritten() {
    Structure<Node> nodes = plugin.structure(Node.class);
    Node gone;
    try (Arena arena = Arena.ofConfined()) {
      gone = nodes.allocate(arena);
    }
    try (Arena arena = Arena.ofConfined()) {
      Node node = nodes.allocate(arena);
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> node.next(gone));
      assertThat(node.next()).isNull();
    }
  }

  interface NoSuchMember {
    int sum(Strange p);
  }

  @Name("point")
  record Strange(int x, int z) {}

  interface WrongMember {
    int sum(Floats p);
  }

  record Floats(float x, int y) {}

  interface ByValue {
    int tightly(Tight t);
  }

  @Name("struct point")
  interface TooWide extends Struct {
    long x();
  }

  interface Unknown extends Struct {
    int x();
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(NoSuchMember.class))
        .withMessage(
            "Strange.z: 'struct point' has no member z; it has x, y; @Name gives it another name");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(WrongMember.class))
        .withMessage("Floats.x is float, C has 'int x'");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(ByValue.class))
        .withMessageContaining("'struct tight' can't be passed by value: it is packed");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.structure(TooWide.class))
        .withMessage("TooWide.x() is long, C has 'int x'");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.structure(Unknown.class))
        .withMessageContaining("no type of the image is known as Unknown, unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tightly", "widely", "lately", "emptily", "extended"})
  void whatTheLinkerOfThePlatformCanNotPassIsRefusedBeforeItIsCalled(String function) {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.lookup(function).function())
        .withMessageContaining("which can't be passed by value: it is packed");
  }

  @Test
  void aPackedStructureOfBitFieldsIsPassedAsItIs() {
    assertThat(plugin.lookup("tightBits").function().callText(List.of("{c: 1, i: -77}")).value())
        .isEqualTo(-77);
  }

  interface Bare {
    int sum(Point p);

    Rect span(Point a, Point b, double weight);

    double weigh(@In Rect r);

    Mixed mix(Mixed m);
  }

  @Test
  void withoutKnownTypesARecordIsItsComponentsInTheirOrder() {
    Bare bare = Loader.open(new Compiler(folder).c("bare-structures.so", SOURCE)).bind(Bare.class);
    assertThat(bare.sum(new Point(3, 4))).isEqualTo(7);
    Rect rect = bare.span(new Point(1, 2), new Point(4, 6), 0.5);
    assertThat(rect).isEqualTo(new Rect(new Point(1, 2), new Point(4, 6), 0.5));
    assertThat(bare.weigh(rect)).isEqualTo(0.5);
    assertThat(bare.mix(new Mixed((byte) 1, 2))).isEqualTo(new Mixed((byte) 2, 4));
  }
}
