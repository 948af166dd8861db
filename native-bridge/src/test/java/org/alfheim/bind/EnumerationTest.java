package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Enumerations of Java as those of C. */
@Timeout(60)
class EnumerationTest {
  private static final String SOURCE =
      """
      enum color { RED, GREEN = 5, BLUE = -1 };
      typedef enum { SMALL = 1, LARGE = 200 } __attribute__((packed)) size;
      struct thing { enum color color; size size; };
      enum color next(enum color c) { return c == RED ? GREEN : c == GREEN ? BLUE : RED; }
      enum color odd(void) { return (enum color) 77; }
      size grow(size s) { return s == SMALL ? LARGE : SMALL; }
      int level(int l) { return l * 10; }
      int weigh(const struct thing *t) { return t->color + t->size; }
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;

  enum Color {
    RED,
    @Name("GREEN")
    grassy,
    BLUE
  }

  enum Size {
    SMALL,
    LARGE
  }

  enum Level implements CEnum {
    NONE(0),
    LOW(1),
    HIGH(10);

    private final long value;

    Level(long value) {
      this.value = value;
    }

    @Override
    public long value() {
      return value;
    }
  }

  @Name("struct thing")
  record Thing(Color color, Size size) {}

  @Name("struct thing")
  interface ThingView extends Struct {
    Color color();

    ThingView color(Color color);

    Size size();

    ThingView size(Size size);
  }

  interface Api {
    Color next(Color color);

    Color odd();

    Size grow(Size size);

    Level level(Level level);

    int weigh(Thing thing);

    @Name("weigh")
    int weighView(ThingView thing);
  }

  private static Api api;

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("enumerations.so", SOURCE, "-g"));
    api = plugin.bind(Api.class);
  }

  @Test
  void aConstantIsThatOfItsName() {
    assertThat(api.next(Color.RED)).isEqualTo(Color.grassy);
    assertThat(api.next(Color.grassy)).isEqualTo(Color.BLUE);
    assertThat(api.next(Color.BLUE)).isEqualTo(Color.RED);
    assertThat(api.grow(Size.SMALL)).isEqualTo(Size.LARGE);
    assertThat(api.grow(Size.LARGE)).isEqualTo(Size.SMALL);
  }

  @Test
  void anEnumerationMaySayItsOwnValues() {
    assertThat(api.level(Level.LOW)).isEqualTo(Level.HIGH);
    assertThat(api.level(Level.NONE)).isEqualTo(Level.NONE);
  }

  @Test
  void aMemberOfAStructureMayBeOne() {
    assertThat(api.weigh(new Thing(Color.grassy, Size.LARGE))).isEqualTo(205);
    try (Arena arena = Arena.ofConfined()) {
      ThingView thing = plugin.structure(ThingView.class).allocate(arena);
      thing.color(Color.BLUE).size(Size.SMALL);
      assertThat(thing.color()).isEqualTo(Color.BLUE);
      assertThat(thing.size()).isEqualTo(Size.SMALL);
      assertThat(api.weighView(thing)).isZero();
    }
  }

  @Test
  void aValueThatNoConstantHasIsRefused() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(api::odd)
        .withMessageContaining("C gave 77, which no constant has");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.next(null))
        .withMessageContaining("is null, and an enumeration is never");
  }

  enum Known implements CEnum {
    RED(0),
    GREEN(5),
    @Unrecognized
    OTHER(0);

    private final int value;

    Known(int value) {
      this.value = value;
    }

    @Override
    public long value() {
      return value;
    }
  }

  @Name("struct thing")
  record KnownThing(Known color, Size size) {}

  @Name("struct thing")
  interface KnownView extends Struct {
    Known color();

    KnownView color(Known color);
  }

  interface OfKnown {
    Known next(Known color);

    Known odd();

    @Name("weigh")
    int weigh(KnownThing thing);
  }

  @Test
  void oneConstantMayStandForAllValuesThatNoOtherHas() {
    OfKnown known = plugin.bind(OfKnown.class);
    assertThat(known.odd()).isEqualTo(Known.OTHER);
    assertThat(known.next(Known.GREEN)).isEqualTo(Known.OTHER);
    assertThat(known.next(Known.RED)).isEqualTo(Known.GREEN);
    try (Arena arena = Arena.ofConfined()) {
      KnownView view = plugin.structure(KnownView.class).allocate(arena);
      plugin.structure(ThingView.class).at(view.memory()).color(Color.BLUE);
      assertThat(view.color()).isEqualTo(Known.OTHER);
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> view.color(Known.OTHER))
          .withMessageContaining("is OTHER, which stands for values that are not known");
    }
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> known.next(Known.OTHER))
        .withMessageContaining("is OTHER, which stands for values that are not known");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> known.weigh(new KnownThing(Known.OTHER, Size.SMALL)));
  }

  enum TwoOthers {
    RED,
    @Unrecognized
    ONE,
    @Unrecognized
    TWO
  }

  interface OfTwoOthers {
    TwoOthers next(TwoOthers color);
  }

  @Test
  void twoConstantsCannotStandForTheOthers() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OfTwoOthers.class))
        .withMessageContaining("ONE and TWO both are @Unrecognized");
  }

  enum Unknown {
    RED,
    PINK
  }

  interface OfUnknown {
    Unknown next(Unknown color);
  }

  enum Twice implements CEnum {
    ONE,
    OTHER;

    @Override
    public long value() {
      return 1;
    }
  }

  interface OfTwice {
    Twice level(Twice level);
  }

  enum Wide implements CEnum {
    ALL(0xFFFFFFFFL),
    MORE(1L << 32);

    private final long value;

    Wide(long value) {
      this.value = value;
    }

    @Override
    public long value() {
      return value;
    }
  }

  interface OfWide {
    Wide level(Wide level);
  }

  enum Unnamed {
    SMALL,
    HUGE
  }

  interface OfUnnamed {
    Unnamed grow(Unnamed size);
  }

  interface OfFloat {
    Level area(Level level);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OfUnknown.class))
        .withMessageContaining(
            "the value of Unknown.PINK is not known; 'enum color' has RED, GREEN, BLUE; @Name"
                + " gives a constant another name");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OfUnnamed.class))
        .withMessageContaining("HUGE is not known; the enum of C has SMALL, LARGE; @Name");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OfTwice.class))
        .withMessageContaining("ONE and OTHER have the same value, 1");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OfWide.class))
        .withMessageContaining("the value of MORE, 4294967296, is none of int");
    LocalPlugin other =
        Loader.openLocal(
            new Compiler(folder)
                .c("no-enumeration.so", "double area(double d) { return d; }", "-g"));
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> other.bind(OfFloat.class));
    LocalPlugin silent = Loader.openLocal(new Compiler(folder).c("silent-enumerations.so", SOURCE));
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> silent.bind(OfUnknown.class))
        .withMessageContaining("let the enumeration implement CEnum");
  }
}
