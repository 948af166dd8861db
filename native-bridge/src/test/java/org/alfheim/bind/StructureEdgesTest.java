package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a function's type says little of a structure, or another than the memory has. */
@Timeout(120)
class StructureEdgesTest {
  private static final String SOURCE =
      """
      struct hidden;
      struct point { int x, y; };
      struct small { int a; };
      struct big { int a; char more[60]; };
      struct flags { unsigned all : 32; unsigned char low : 8; int sign : 3; };
      struct point origin;
      struct small smallest;
      struct flags none;

      int peek(const struct hidden *p) { return p ? ((const struct point *) p)->x : -1; }
      struct hidden *same(struct hidden *p) { return p; }
      int first(const void *p) { return p ? *(const int *) p : -1; }
      void raise(void *points, int n) { for (int i = 0; i < n; i++) ((struct point *) points)[i].y++; }
      void *pass(void *p) { return p; }
      void clear(struct big *b) { __builtin_memset(b, 0, sizeof *b); }
      int whole(struct big b) { return b.a + b.more[59]; }
      unsigned all(struct flags f) { return f.all; }
      struct packet { int length; short data[]; };
      struct packet *packet(void) {
        static struct { int length; short data[3]; } p = { 3, { 1, 2, 3 } };
        return (struct packet *) &p;
      }
      int weight(const struct packet *p) {
        int sum = 0;
        for (int i = 0; i < p->length; i++) sum += p->data[i];
        return sum;
      }
      struct __attribute__((packed)) header { char kind; int length; double weight; long at; };
      struct __attribute__((packed)) extended { char kind; long double value; };
      long told(int a, struct header h, int b, struct header i) {
        return a + h.kind * 10L + h.length * 100L + (long) h.weight * 1000 + h.at * 10000 + b * 100000L + i.at * 1000000;
      }
      struct header heading(int n) { return (struct header) { n, n + 1, n + 2, n + 3 }; }
      struct header through(struct header (*f)(struct header h, int n)) { return f(heading(1), 5); }
      struct extended grown(int n, struct extended e) { e.value = e.value * n; return e; }
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;

  record Point(int x, int y) {}

  record Flags(int all, byte low, int sign) {}

  @Name("struct point")
  interface PointView extends Struct {
    int x();

    PointView x(int x);

    int y();
  }

  @Name("struct small")
  interface Begin extends Struct {
    int a();
  }

  interface Api {
    int peek(Point p);

    int first(Point p);

    @Name("first")
    int firstOf(PointView p);

    void raise(Point[] points, int n);

    PointView pass(PointView p);

    @Name("pass")
    Point copied(PointView p);

    void clear(Begin b);

    int whole(Begin b);

    int all(Flags f);
  }

  private static Api api;

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("edges.so", SOURCE, "-g"));
    api = plugin.bind(Api.class);
  }

  @Test
  void aRecordOfWhatIsOnlyDeclaredGoesBehindAPointer() {
    assertThat(api.peek(new Point(0, 0))).isZero();
    assertThat(api.peek(null)).isEqualTo(-1);
  }

  @Test
  void aStructureIsPassedForAnyPointer() {
    assertThat(api.first(new Point(0, 0))).isZero();
    Point[] points = {new Point(1, 2), new Point(3, 4)};
    api.raise(points, 2);
    assertThat(points).containsExactly(new Point(1, 3), new Point(3, 5));
    try (Arena arena = Arena.ofConfined()) {
      PointView view = plugin.structure(PointView.class).allocate(arena).x(7);
      assertThat(api.firstOf(view)).isEqualTo(7);
      assertThat(api.pass(view).x()).isEqualTo(7);
      assertThat(api.copied(view)).isEqualTo(new Point(7, 0));
      assertThat(api.pass(null)).isNull();
    }
  }

  @Test
  void aViewThatIsShorterThanTheStructureIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(64);
      memory.fill((byte) 1);
      Begin begin = plugin.structure(Begin.class).at(memory);
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> api.clear(begin))
          .withMessageContaining("4 bytes")
          .withMessageContaining("64");
      assertThat(memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 63)).isEqualTo((byte) 1);
      assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.whole(begin));
      assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.whole(null));
    }
  }

  interface References {
    int get(Point p);

    @Name("get")
    int view(PointView p);
  }

  @Test
  void nullIsNoReference() {
    String source =
        "struct point { int x, y; }; extern \"C\" int get(const point &p) { return p.x; }";
    References references =
        Loader.open(new Compiler(folder).cpp("references.so", source, "-g")).bind(References.class);
    assertThat(references.get(new Point(3, 4))).isEqualTo(3);
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> references.get(null));
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> references.view(null));
  }

  @Test
  void aBitFieldAsWideAsItsJavaTypeTakesEachValueThatItGave() {
    assertThat(api.all(new Flags(-1, (byte) -56, -4))).isEqualTo(-1);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.all(new Flags(0, (byte) 0, 4)));
  }

  @Name("struct packet")
  interface PacketView extends Struct {
    int length();

    PacketView length(int length);

    @Bytes(6)
    MemorySegment data();

    default short[] numbers() {
      return data().asSlice(0, 2L * length()).toArray(java.lang.foreign.ValueLayout.JAVA_SHORT);
    }
  }

  @Name("struct packet")
  interface Endless extends Struct {
    short[] data();
  }

  interface Packets {
    PacketView packet();

    int weight(PacketView p);
  }

  @Test
  void aFlexibleArrayLiesBehindTheStructure() {
    Packets packets = plugin.bind(Packets.class);
    assertThat(packets.packet().numbers()).containsExactly((short) 1, (short) 2, (short) 3);
    PacketView gone;
    try (Arena arena = Arena.ofConfined()) {
      Structure<PacketView> laid = plugin.structure(PacketView.class);
      PacketView made = laid.at(arena.allocate(laid.type().size().orElseThrow() + 6, 4));
      made.length(2).data().setAtIndex(java.lang.foreign.ValueLayout.JAVA_SHORT, 1, (short) 42);
      assertThat(packets.weight(made)).isEqualTo(42);
      assertThat(made.data().byteSize()).isEqualTo(6);
      gone = made;
    }
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(gone::numbers);
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.structure(Endless.class))
        .withMessageContaining("is as long as the program says");
  }

  record Header(byte kind, int length, double weight, long at) {}

  record Extended(byte kind, double value) {}

  interface Heading {
    Header of(Header h, int n);
  }

  interface Packed {
    long told(int a, Header h, int b, Header i);

    Header heading(int n);

    Header through(Heading f);

    Extended grown(int n, Extended e);
  }

  @Test
  void aPackedStructureThatNoRegistersAreForGoesByValue() {
    Packed packed = plugin.bind(Packed.class);
    Header header = new Header((byte) 1, 2, 3, 4);
    assertThat(packed.told(1, header, 5, new Header((byte) 0, 0, 0, 6)))
        .isEqualTo(1 + 10 + 200 + 3000 + 40000 + 500000 + 6000000);
    assertThat(packed.heading(1)).isEqualTo(header);
    assertThat(packed.through((h, n) -> new Header(h.kind(), h.length() + n, h.weight(), n)))
        .isEqualTo(new Header((byte) 1, 7, 3, 5));
    assertThat(packed.grown(3, new Extended((byte) 7, 1.5))).isEqualTo(new Extended((byte) 7, 4.5));
  }

  @Test
  void aStructureIsNotMadeAgainWhileSomebodyHasIt() {
    Structure<PointView> points = plugin.structure(PointView.class);
    Structure<Point> records = plugin.structure(Point.class);
    System.gc();
    assertThat(plugin.structure(PointView.class)).isSameAs(points);
    assertThat(plugin.structure(Point.class)).isSameAs(records);
  }

  /** Its structure is made when the interface is initialized, as a constant of a class may be. */
  @Name("struct point")
  interface Initialized extends Struct {
    Structure<Initialized> LAID = Initialization.laid();

    int x();

    default int twice() {
      return 2 * x();
    }
  }

  private static final class Initialization {
    private static final CountDownLatch BEGUN = new CountDownLatch(1);
    private static final CountDownLatch GO_ON = new CountDownLatch(1);

    static Structure<Initialized> laid() {
      BEGUN.countDown();
      try {
        assertThat(GO_ON.await(50, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return plugin.structure(Initialized.class);
    }
  }

  @Test
  void aViewIsMadeWhileAnotherThreadInitializesIt() throws Exception {
    Thread initializer = new Thread(() -> assertThat(Initialized.LAID).isNotNull());
    initializer.setDaemon(true);
    initializer.start();
    assertThat(Initialization.BEGUN.await(50, TimeUnit.SECONDS)).isTrue();
    CountDownLatch made = new CountDownLatch(1);
    Thread maker =
        new Thread(() -> {
          plugin.structure(Initialized.class);
          made.countDown();
        });
    maker.setDaemon(true);
    maker.start();
    boolean free = made.await(30, TimeUnit.SECONDS);
    Initialization.GO_ON.countDown();
    initializer.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(free).isTrue();
    assertThat(initializer.isAlive()).isFalse();
  }
}
