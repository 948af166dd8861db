package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks that take and give structures, enumerations, handles and functions. */
@Timeout(60)
class CallbackStructureTest {
  private static final String SOURCE =
      """
      #include <stdlib.h>
      struct point { int x, y; };
      struct big { long a, b, c, d; };
      enum color { RED, GREEN = 4 };
      struct db { int number; };
      struct event { enum color color; struct db *db; struct point at; };

      int each(struct point *p, int n, int (*f)(struct point *p)) {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += f(p + i);
        return sum;
      }
      int none(int (*f)(struct point *p)) { return f(0); }
      struct point made(struct point (*f)(void)) { return f(); }
      long large(struct big (*f)(struct big b)) {
        struct big b = f((struct big) { 1, 2, 3, 4 });
        return b.a + 10 * b.b + 100 * b.c + 1000 * b.d;
      }
      int color(enum color (*f)(enum color c), int c) { return f(c); }
      struct point *chosen(struct point *(*f)(struct point *a), struct point *a) { return f(a); }
      struct db *db_new(int number) { struct db *d = malloc(sizeof *d); d->number = number; return d; }
      int db_number(const struct db *d) { return d ? d->number : -1; }
      void db_free(struct db *d) { free(d); }
      int notify(struct db *db, int (*f)(const struct event *e)) {
        struct event e = { GREEN, db, { 1, 2 } };
        return f(&e);
      }
      static int (*kept)(struct point p);
      void keep(int (*f)(struct point p)) { kept = f; }
      int is_kept(int (*f)(struct point p)) { return kept == f; }
      int fire(int x) { return kept((struct point) { x, x }); }
      static int negate(int v) { return -v; }
      int compose(int (*f)(int (*g)(int), int v)) { return f(negate, 5); }
      int (*back(int (*(*f)(int))(int)))(int) { return f(1); }
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;
  private static Api api;

  record Point(int x, int y) {}

  @Name("struct point")
  interface PointView extends Struct {
    int x();

    PointView x(int x);
  }

  record Big(long a, long b, long c, long d) {}

  enum Color {
    RED,
    GREEN
  }

  interface Db extends Handle {}

  @Name("struct event")
  record Event(Color color, @Nullable Db db, Point at) {}

  interface OnView {
    int on(PointView p);
  }

  interface OnRecord {
    int on(Point p);
  }

  interface Source {
    Point get();
  }

  interface Enlarge {
    Big on(Big b);
  }

  interface Mix {
    Color on(Color c);
  }

  interface Choice {
    PointView on(PointView a);
  }

  interface OnEvent {
    int on(Event e);
  }

  interface Unary {
    int on(int v);
  }

  interface OnFunction {
    int on(Unary g, int v);
  }

  interface FunctionSource {
    Unary get(int v);
  }

  interface Api {
    int each(Point[] p, int n, OnView f);

    @Name("each")
    int eachCopied(Point[] p, int n, OnRecord f);

    int none(OnRecord f);

    Point made(Source f);

    long large(Enlarge f);

    int color(Mix f, int c);

    PointView chosen(Choice f, PointView a);

    @Name("db_new")
    Db open(int number);

    @Name("db_number")
    int number(@Nullable Db db);

    @Name("db_free")
    @Releases
    void free(Db db);

    int notify(@Nullable Db db, OnEvent f);

    void keep(@Retained OnRecord f);

    @Name("is_kept")
    int isKept(@Retained OnRecord f);

    int fire(int x);

    int compose(OnFunction f);

    Unary back(FunctionSource f);
  }

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("callback-structures.so", SOURCE, "-g"));
    api = plugin.bind(Api.class);
  }

  @Test
  void aViewIsTheStructureThatCHas() {
    Point[] points = {new Point(1, 2), new Point(3, 4)};
    assertThat(api.each(points, 2, p -> p.x(p.x() + 10).x())).isEqualTo(24);
    assertThat(points).containsExactly(new Point(11, 2), new Point(13, 4));
  }

  @Test
  void aRecordIsACopyOfIt() {
    List<Point> seen = new ArrayList<>();
    api.eachCopied(
        new Point[] {new Point(1, 2), new Point(3, 4)},
        2,
        p -> {
          seen.add(p);
          return 0;
        });
    assertThat(seen).containsExactly(new Point(1, 2), new Point(3, 4));
    assertThat(api.none(p -> p == null ? 7 : 0)).isEqualTo(7);
  }

  @Test
  void aStructureIsGivenToC() {
    assertThat(api.made(() -> new Point(5, 6))).isEqualTo(new Point(5, 6));
    assertThat(api.large(b -> new Big(b.d(), b.c(), b.b(), b.a()))).isEqualTo(1234);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.made(() -> null))
        .withMessageContaining("null, where C takes a structure");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            api.large(_ -> {
              throw new IllegalStateException("no");
            }))
        .withMessage("no");
  }

  @Test
  void enumerationsAreConstants() {
    assertThat(api.color(c -> c == Color.RED ? Color.GREEN : Color.RED, 0)).isEqualTo(4);
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> api.color(c -> c, 3))
        .withMessageContaining("C gave 3, which no constant has");
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.color(_ -> null, 0));
  }

  @Test
  void aViewIsGivenBackAsItsAddress() {
    try (Arena arena = Arena.ofConfined()) {
      PointView one = plugin.structure(PointView.class).allocate(arena);
      PointView other = plugin.structure(PointView.class).allocate(arena);
      assertThat(api.chosen(_ -> other, one)).isEqualTo(other);
      assertThat(api.chosen(a -> a, one)).isEqualTo(one);
      assertThat(api.chosen(_ -> null, one)).isNull();
    }
    PointView gone;
    try (Arena arena = Arena.ofConfined()) {
      gone = plugin.structure(PointView.class).allocate(arena);
    }
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> api.chosen(_ -> gone, null));
  }

  @Test
  @SuppressWarnings("try")
  void aStructureHasHandlesInIt() {
    try (Db db = api.open(9)) {
      int number =
          api.notify(
              db,
              e -> {
                assertThat(e).isEqualTo(new Event(Color.GREEN, db, new Point(1, 2)));
                assertThat(e.db()).isSameAs(db);
                return api.number(e.db());
              });
      assertThat(number).isEqualTo(9);
    }
    assertThat(api.notify(null, e -> e.db() == null ? 3 : 0)).isEqualTo(3);
  }

  @Test
  void aRetainedCallbackIsTheSameFunctionEachTime() {
    OnRecord kept = p -> p.x() * 2;
    api.keep(kept);
    System.gc();
    assertThat(api.fire(21)).isEqualTo(42);
    assertThat(api.isKept(kept)).isEqualTo(1);
    assertThat(api.isKept(p -> p.x())).isZero();
  }

  @Test
  void aCallbackIsGivenFunctions() {
    assertThat(api.compose((g, v) -> g.on(v) * 2)).isEqualTo(-10);
    List<Unary> given = new ArrayList<>();
    api.compose((g, v) -> {
      given.add(g);
      return 0;
    });
    assertThat(api.back(_ -> given.getFirst())).isEqualTo(given.getFirst());
    assertThat(api.back(_ -> null)).isNull();
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.back(_ -> v -> v))
        .withMessageContaining("nobody would know how long C has this function");
  }

  interface WrongMember {
    int on(Point3 p);
  }

  @Name("struct point")
  record Point3(int x, int y, int z) {}

  interface GivesCopy {
    Point on(PointView a);
  }

  interface Wrong1 {
    int each(Point[] p, int n, WrongMember f);
  }

  interface Wrong2 {
    PointView chosen(GivesCopy f, PointView a);
  }

  interface Wrong3 {
    int color(Unary f, Point c);
  }

  interface Wrong4 {
    Point made(OnRecord f);
  }

  @Test
  void whatDoesNotFitIsRefusedWhenItIsBound() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(Wrong1.class))
        .withMessageContaining("Point3.z: 'struct point' has no member z");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(Wrong2.class))
        .withMessageContaining("nobody would own the memory of a record's copy");
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(Wrong3.class));
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(Wrong4.class))
        .withMessageContaining("parameter 1 (f) is OnRecord");
  }

  interface Bare {
    Point made(Source f);

    int fire(int x);

    void keep(@Retained OnRecord f);
  }

  @Test
  void withoutKnownTypesARecordGoesByValue() {
    Bare bare = Loader.open(new Compiler(folder).c("bare-callbacks.so", SOURCE)).bind(Bare.class);
    assertThat(bare.made(() -> new Point(7, 8))).isEqualTo(new Point(7, 8));
    bare.keep(p -> p.x() + p.y());
    assertThat(bare.fire(4)).isEqualTo(8);
  }
}
