package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Structures of function pointers as interfaces, called by C and by Java. */
@Timeout(60)
class FunctionTableTest {
  private static final String SOURCE =
      """
      #include <errno.h>
      #include <stddef.h>
      #include <string.h>
      enum kind { KIND_PLAIN, KIND_ODD = 7 };
      struct span { long from, to; };
      struct store;
      struct store_methods {
        int version;
        enum kind kind;
        long (*read)(struct store *s, char *to, long size);
        struct span (*span)(const struct span *whole, enum kind kind);
        int (*count)(void);
        void (*other)(const struct store_methods *m, int depth);
        void *user;
      };
      struct store { const struct store_methods *methods; long at; };
      struct wide { int before; struct store_methods inner; };

      static long read_c(struct store *s, char *to, long size) { memset(to, 'c', size); return s ? s->at += size : size; }
      static struct span span_c(const struct span *w, enum kind k) { return (struct span) { w->to, w->from + k }; }
      static int count_c(void) { return 3; }
      static const struct store_methods c_methods = { 2, KIND_ODD, read_c, span_c, count_c, 0, 0 };
      const struct store_methods *methods(int which) { return which ? &c_methods : 0; }
      int is_own(const struct store_methods *m) { return m == &c_methods; }

      int version(const struct store_methods *m) { return m ? m->version * 100 + m->kind : -1; }
      int count(const struct store_methods *m) { return m->count(); }
      struct span span(const struct store_methods *m, long a, long b) {
        struct span w = { a, b };
        return m->span(&w, m->kind);
      }
      void down(const struct store_methods *m, int depth) { m->other(m, depth); }
      int unused(const struct store_methods *m) { return m->read == 0 && m->user == 0; }
      static const struct store_methods *kept;
      void keep(const struct store_methods *m) { kept = m; }
      int is_kept(const struct store_methods *m) { return kept == m; }
      int kept_count(void) { return kept ? kept->count() : -1; }
      int store_count(const struct store *s) { return s->methods->count(); }
      int inner_count(const struct wide *w) { return w->inner.count() + w->before; }
      struct helpers {
        int (*fail)(int number);
        int (*make)(int n, long *out);
        int (*check)(int status);
        int (*twice)(int (*f)(int), int v);
        char *(*name)(int n);
        int (*sum)(int n, ...);
        double (*area)(struct span by_value, double scale);
      };
      static int fail_c(int number) { errno = number; return -1; }
      static int make_c(int n, long *out) { *out = n * 2L; return n < 0 ? 5 : 0; }
      static int check_c(int status) { return status; }
      static int twice_c(int (*f)(int), int v) { return f(f(v)); }
      static char *name_c(int n) { return n ? strdup("named") : 0; }
      static int sum_c(int n, ...) {
        int sum = 0;
        __builtin_va_list list;
        __builtin_va_start(list, n);
        while (n-- > 0) sum += __builtin_va_arg(list, int);
        __builtin_va_end(list);
        return sum;
      }
      static double area_c(struct span s, double scale) { return (s.to - s.from) * scale; }
      const struct helpers *helpers(void) {
        static const struct helpers h = { fail_c, make_c, check_c, twice_c, name_c, sum_c, area_c };
        return &h;
      }
      const char *reason(int status) { return status == 5 ? "negative" : "other"; }
      int visit(int (*f)(const struct store_methods *m, enum kind k)) { return f(&c_methods, KIND_ODD); }
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;
  private static Api api;

  record Span(long from, long to) {}

  enum Kind {
    KIND_PLAIN,
    KIND_ODD
  }

  @Name("struct store_methods")
  interface Methods extends FunctionTable {
    int version();

    Kind kind();

    Span span(Span whole, Kind kind);

    int count();

    default int twice() {
      return 2 * count();
    }
  }

  @Name("struct store_methods")
  interface Deep extends FunctionTable {
    void other(Deep methods, int depth);
  }

  @Name("struct store_methods")
  interface Reads extends FunctionTable {
    long read(MemorySegment store, byte[] to, @LengthOf("to") long size);
  }

  interface Visitor {
    int visit(Methods methods, Kind kind);
  }

  @Name("struct store")
  interface Store extends Struct {
    Methods methods();

    Store methods(Methods methods);
  }

  @Name("struct wide")
  interface Wide extends Struct {
    Wide before(int before);

    Methods inner();

    Wide inner(Methods methods);
  }

  interface Api {
    Methods methods(int which);

    @Name("methods")
    Reads reads(int which);

    @Name("methods")
    Deep deep(int which);

    @Name("is_own")
    int isOwn(Methods m);

    int version(Methods m);

    int count(Methods m);

    Span span(Methods m, long a, long b);

    void down(Deep m, int depth);

    int unused(Methods m);

    void keep(@Retained Methods m);

    @Name("keep")
    void keepForTheCall(Methods m);

    @Name("is_kept")
    int isKept(@Retained Methods m);

    @Name("kept_count")
    int keptCount();

    @Name("store_count")
    int storeCount(Store s);

    @Name("inner_count")
    int innerCount(Wide w);

    int visit(Visitor v);
  }

  /** A table of Java's. */
  private record Counting(int version, Kind kind, AtomicInteger counter) implements Methods {
    @Override
    public Span span(Span whole, Kind other) {
      return new Span(whole.from() * 10, whole.to() * 10 + (other == Kind.KIND_ODD ? 1 : 0));
    }

    @Override
    public int count() {
      return counter.incrementAndGet();
    }
  }

  private static Counting counting(int from) {
    return new Counting(5, Kind.KIND_ODD, new AtomicInteger(from));
  }

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("function-tables.so", SOURCE, "-g"));
    api = plugin.bind(Api.class);
  }

  @Test
  void aTableOfCIsCalledThroughTheInterface() {
    Methods methods = api.methods(1);
    assertThat(methods.version()).isEqualTo(2);
    assertThat(methods.kind()).isEqualTo(Kind.KIND_ODD);
    assertThat(methods.count()).isEqualTo(3);
    assertThat(methods.twice()).isEqualTo(6);
    assertThat(methods.span(new Span(1, 2), Kind.KIND_ODD)).isEqualTo(new Span(2, 8));
    byte[] read = new byte[3];
    assertThat(api.reads(1).read(MemorySegment.NULL, read, 3)).isEqualTo(3);
    assertThat(read).containsExactly('c', 'c', 'c');
    assertThat(api.methods(0)).isNull();
    assertThat(methods).isEqualTo(api.methods(1)).hasSameHashCodeAs(api.methods(1));
  }

  @Test
  void aTableOfJavaIsCalledByC() {
    Counting counting = counting(40);
    assertThat(api.version(counting)).isEqualTo(507);
    assertThat(api.count(counting)).isEqualTo(41);
    assertThat(api.count(counting)).isEqualTo(42);
    assertThat(api.span(counting, 1, 2)).isEqualTo(new Span(10, 21));
    assertThat(api.unused(counting)).isEqualTo(1);
    assertThat(api.version(null)).isEqualTo(-1);
  }

  @Test
  void aTableOfCGoesBackAsItIs() {
    assertThat(api.isOwn(api.methods(1))).isEqualTo(1);
    assertThat(api.isOwn(counting(0))).isZero();
    assertThat(api.count(api.methods(1))).isEqualTo(3);
  }

  @Test
  void aMemberThatIsNullIsNoOperation() {
    Deep deep = api.deep(1);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> deep.other(deep, 1))
        .withMessageContaining("Deep.other(Deep, int): the table has NULL there");
  }

  @Test
  void aFunctionMayTakeTheTableThatItIsIn() {
    List<Integer> depths = new ArrayList<>();
    Deep deep =
        (self, depth) -> {
          depths.add(depth);
          if (depth > 0) {
            self.other(self, depth - 1);
          }
        };
    api.down(deep, 3);
    assertThat(depths).containsExactly(3, 2, 1, 0);
  }

  @Test
  void aCallbackIsGivenTables() {
    assertThat(api.visit((methods, kind) -> methods.count() * 10 + (kind == Kind.KIND_ODD ? 1 : 0)))
        .isEqualTo(31);
  }

  @Test
  void whatAMethodThrowsIsThrownAfterTheCall() {
    Methods failing =
        new Methods() {
          @Override
          public int version() {
            return 1;
          }

          @Override
          public Kind kind() {
            return Kind.KIND_PLAIN;
          }

          @Override
          public Span span(Span whole, Kind kind) {
            throw new IllegalStateException("no span");
          }

          @Override
          public int count() {
            throw new IllegalStateException("no count");
          }
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> api.count(failing))
        .withMessage("no count");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> api.span(failing, 1, 2))
        .withMessage("no span");
    assertThat(api.version(failing)).isEqualTo(100);
  }

  @Test
  void whatAValueThrowsIsThrownBeforeTheCall() {
    Counting nothing = new Counting(1, null, new AtomicInteger());
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> api.count(nothing));
    assertThat(nothing.counter()).hasValue(0);
  }

  @Test
  void whatIsRetainedIsTheSameTableForEver() {
    Counting counting = counting(0);
    api.keep(counting);
    System.gc();
    assertThat(api.keptCount()).isEqualTo(1);
    assertThat(api.isKept(counting)).isEqualTo(1);
    assertThat(api.isKept(counting(0))).isZero();
    api.keep(null);
    assertThat(api.keptCount()).isEqualTo(-1);
  }

  @Test
  void aTableIsWrittenToAMember() {
    Counting counting = counting(7);
    try (Arena arena = Arena.ofConfined()) {
      Store store = plugin.structure(Store.class).allocate(arena).methods(counting);
      System.gc();
      assertThat(api.storeCount(store)).isEqualTo(8);
      assertThat(store.methods().count()).isEqualTo(9);
      store.methods(api.methods(1));
      assertThat(api.isOwn(store.methods())).isEqualTo(1);
      store.methods(null);
      assertThat(store.methods()).isNull();
    }
  }

  @Test
  void aTableWithinAStructureIsFilled() {
    try (Arena arena = Arena.ofConfined()) {
      Wide wide = plugin.structure(Wide.class).allocate(arena).before(100);
      wide.inner(counting(7));
      assertThat(api.innerCount(wide)).isEqualTo(108);
      assertThat(wide.inner().version()).isEqualTo(5);
      wide.inner(api.methods(1));
      assertThat(api.innerCount(wide)).isEqualTo(103);
      assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> wide.inner(null));
    }
  }

  @Test
  void aTableIsLaidInMemoryOfTheCallers() {
    Structure<Methods> tables = plugin.structure(Methods.class);
    Methods gone;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(tables.type().size().orElseThrow(), 8);
      tables.write(memory, counting(1));
      gone = tables.at(memory);
      assertThat(gone.count()).isEqualTo(2);
      assertThat(api.count(gone)).isEqualTo(3);
    }
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(gone::count);
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> api.count(gone));
  }

  interface Unary {
    int on(int v);
  }

  @Name("struct helpers")
  interface Helpers extends FunctionTable {
    @Errno
    int fail(int number);

    @OutResult
    @Check(message = "reason")
    long make(int n);

    @Check(message = "reason")
    void check(int status);

    int twice(Unary f, int v);

    @Free
    String name(int n);

    int sum(int n, @Variadic int a, int b);

    double area(Span span, double scale);
  }

  interface OfHelpers {
    Helpers helpers();

    String reason(int status);
  }

  @Test
  void aFunctionOfATableIsAnnotatedAsAnyOther() {
    Helpers helpers = plugin.bind(OfHelpers.class).helpers();
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> helpers.fail(2))
        .withMessageStartingWith("fail: ENOENT (2)");
    assertThat(helpers.make(4)).isEqualTo(8);
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> helpers.make(-1))
        .withMessage("make: status 5, negative");
    helpers.check(0);
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> helpers.check(1))
        .withMessage("check: status 1, other");
    assertThat(helpers.twice(v -> v * 3, 2)).isEqualTo(18);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            helpers.twice(
                _ -> {
                  throw new IllegalStateException("no");
                },
                2))
        .withMessage("no");
    assertThat(helpers.name(1)).isEqualTo("named");
    assertThat(helpers.name(0)).isNull();
    assertThat(helpers.sum(2, 3, 4)).isEqualTo(7);
    assertThat(helpers.area(new Span(1, 3), 2.5)).isEqualTo(5);
  }

  @Name("struct store_methods")
  interface Strange extends FunctionTable {
    int count(int more);

    long version();

    void absent();
  }

  @Name("struct store_methods")
  interface Mistyped extends FunctionTable {
    int count(int more);

    Span span(Span whole, long kind);
  }

  @Name("struct store_methods")
  interface NoFunction extends FunctionTable {
    int version(int more);
  }

  interface Takes {
    int count(Mistyped m);
  }

  interface Gives {
    Mistyped methods(int which);
  }

  interface Thing extends Handle {}

  @Name("struct store_methods")
  interface Confused extends FunctionTable {
    long read(Thing s, MemorySegment to, long size);

    void other(Thing m, int depth);
  }

  interface GivesConfused {
    Confused methods(int which);
  }

  @Test
  void aHandleStandsForOneTypeInATableToo() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(GivesConfused.class))
        .withMessageContaining("known of function-tables.so from the pointer's type: ")
        .withMessageContaining("is Thing, C has '")
        .withMessageContaining("'struct store *'")
        .withMessageContaining("Confused.other(Thing, int), parameter 1 (m)")
        .withMessageContaining("'const struct store_methods *'");
  }

  interface Implements {
    int count(Reads m);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.structure(Strange.class))
        .withMessageContaining("'struct store_methods' has no member absent");
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(Gives.class))
        .withMessageContaining("Mistyped.count(int) has 1 parameter, C has 0")
        .withMessageContaining("Mistyped.span(Span, long), parameter 2 (kind) is long");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(Takes.class))
        .withMessageContaining("Mistyped.count(int) is no function for C to call")
        .withMessageContaining("Mistyped.span(Span, long) is no function for C to call");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.structure(NoFunction.class))
        .withMessageContaining("C has 'int version', which is no function pointer");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(Implements.class))
        .withMessageContaining("Reads.read(MemorySegment, byte[], long) is no function for C");
  }
}
