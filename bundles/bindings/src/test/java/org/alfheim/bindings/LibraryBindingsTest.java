package org.alfheim.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.alfheim.elf.SharedObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is written over one library, whose header has what real ones have. */
@Timeout(60)
class LibraryBindingsTest {
  private static final String HEADER =
      """
      #define PAINT_MAX 12 /* how many layers there are */
      /** The name of the format.
       *  More of it. */
      #define PAINT_FORMAT "paint"
      #define PAINT_PLAIN 1
      // What a coat is worth.
      #define PAINT_COAT 2.5

      /**
       * How it looks.
       *
       * Or how it would.
       */
      typedef enum {
        PAINT_SHADE_DARK = 0, /**< no light at all */
        /** Some light. */
        PAINT_SHADE_DIM,
        PAINT_SHADE_LIGHT = 7, ///< as by day
        PAINT_SHADE_DEFAULT = PAINT_SHADE_DIM,
        PAINT_SHADE_3D
      } paint_shade_t;
      enum paint_mode { PAINT_A = 1, PAINT_B = 2, PAINT_C = 4, PAINT_ALL = 7 };
      typedef enum { PAINT_ONE = 1, PAINT_TWO = 2, PAINT_BOTH = 3 } paint_flags_t;
      typedef enum { PAINT_YES = 1, PAINT_NO = 2 } paint_pair;
      enum { PAINT_NAMELESS = 3 };

      /* A pot, with what is in it. */
      struct pot {
        int depth;            /* in millimetres,
                                 from above */
        /** @brief How dark it is. */
        paint_shade_t shade;
        const char *label;    //!< what is written on it
        int x, y;             /* where it stands */
        struct { int inner; } lid;
        unsigned open : 1;
                              /**< whether it has no lid on */
        int plain;
      };
      /** Called for each pot. */
      typedef int (*paint_visitor)(struct pot *pot, paint_shade_t shade);
      /* Nobody knows what is in it. */
      typedef struct brush brush;

      /*
      ** CAPI3REF: Mixing Two Shades
      ** KEYWORDS: {mixing}
      **
      ** ^The [paint_mix()] interface makes one of two. ^(It is fast.)^
      **
      ** And so on.
      */
      paint_shade_t paint_mix(paint_shade_t one, paint_shade_t other);
      /** The \\p mode of a pot, as @ref paint_mode has it.
       * @param pot which */
      enum paint_mode paint_mode_of(struct pot *pot);
      paint_flags_t paint_flags(void);
      paint_pair paint_pair_of(paint_pair pair);
      int paint_each(paint_visitor visitor);
      brush *paint_brush(void);
      struct dot { int x, y; };
      /* How pots are kept. */
      struct store {
        int version;
        int (*put)(void *data, struct pot *pot, struct dot where); /* keeps it */
        struct pot *(*get)(void *data, brush *which);
      };
      struct tool {
        void (*use)(struct tool *tool, int times);
        const struct store *store;
        int (*print)(const char *format, ...);
      };
      int paint_keep(const struct store *store, struct tool *tool);
      typedef void (*paint_logger)(const char *format, ...);
      void paint_log(paint_logger to);
      paint_logger paint_logger_now(void);
      void (*paint_used(struct store *filled))(int);
      """;

  @TempDir static Path folder;

  private static LibraryApi library;
  private static LibraryApi.Read read;
  private static Bindings bindings;

  @BeforeAll
  static void write() throws Exception {
    Path header = Files.writeString(folder.resolve("paint.h"), HEADER);
    Path source =
        Files.writeString(
            folder.resolve("paint.c"),
            """
            #include "paint.h"
            paint_shade_t paint_mix(paint_shade_t one, paint_shade_t other) { return one; }
            enum paint_mode paint_mode_of(struct pot *pot) { return PAINT_A; }
            paint_flags_t paint_flags(void) { return PAINT_ONE; }
            paint_pair paint_pair_of(paint_pair pair) { return pair; }
            int paint_each(paint_visitor visitor) { return 0; }
            brush *paint_brush(void) { return 0; }
            int paint_keep(const struct store *store, struct tool *tool) { return 0; }
            void paint_log(paint_logger to) {}
            paint_logger paint_logger_now(void) { return 0; }
            void (*paint_used(struct store *filled))(int) { return 0; }
            """);
    Path image = folder.resolve("libpaint.so");
    Process gcc =
        new ProcessBuilder("gcc", "-shared", "-fPIC", "-o", image.toString(), source.toString())
            .inheritIO()
            .start();
    assertThat(gcc.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(gcc.exitValue()).isZero();
    SharedObject object =
        SharedObject.parse(
            image.toString(), MemorySegment.ofArray(Files.readAllBytes(image)).asReadOnly());
    library = new LibraryApi(object, image, List.of(header.toString()), List.of(), List.of());
    read = library.read();
    bindings = Bindings.of(Api.of("Paint", "com.example.paint", "", read, Optional.empty()));
  }

  private static String file(String name) {
    return bindings.files().get(name + ".java");
  }

  @Test
  void anEnumerationIsOneWithoutThePrefixOfItsConstantsAndWithWhatTheHeaderSays() {
    assertThat(bindings.left()).containsOnlyKeys("paint_log, to", "struct tool.print");
    assertThat(read.problems()).isEmpty();
    assertThat(library.defaultName()).isEqualTo("Paint");
    assertThat(file("PaintShade"))
        .isEqualTo(
            """
            // Written by alfheim bindings from paint.h.

            package com.example.paint;

            import org.alfheim.bind.CEnum;
            import org.alfheim.bind.Unrecognized;

            /**
             * How it looks.
             *
             * <p>{@code paint_shade_t}, paint.h:14
             */
            public enum PaintShade implements CEnum {
              /** No light at all. {@code PAINT_SHADE_DARK}, paint.h:15 */
              DARK(0),
              /** Some light. {@code PAINT_SHADE_DIM}, paint.h:17 */
              DIM(1),
              /** As by day. {@code PAINT_SHADE_LIGHT}, paint.h:18 */
              LIGHT(7),
              /** {@code PAINT_SHADE_3D}, paint.h:20 */
              PAINT_SHADE_3D(2),
              /** Every value that no other constant has. It can't go to C. */
              @Unrecognized
              UNRECOGNIZED(-1);

              /** {@code PAINT_SHADE_DEFAULT}, paint.h:19 */
              public static final PaintShade DEFAULT = DIM;

              private final int value;

              PaintShade(int value) {
                this.value = value;
              }

              @Override
              public long value() {
                return value;
              }
            }
            """);
    assertThat(file("Paint"))
        .contains("  PaintShade paintMix(PaintShade one, PaintShade other);\n");
  }

  @Test
  void flagsAreNumbersWithConstants() {
    assertThat(file("Paint"))
        .contains("  int paintModeOf(Pot pot);\n")
        .contains("  int paintFlags();\n")
        .contains("  int paintPairOf(int pair);\n");
    assertThat(bindings.files()).doesNotContainKeys("PaintMode.java", "PaintFlags.java");
    assertThat(file("PaintConstants"))
        .contains("int PAINT_A = 1;", "int PAINT_ALL = 7;", "int PAINT_BOTH = 3;")
        .contains("int PAINT_NAMELESS = 3;")
        .doesNotContain("PAINT_SHADE");
  }

  @Test
  void aCallbackGetsWhatCHas() {
    assertThat(file("PaintVisitor"))
        .contains(
            """
            /**
             * Called for each pot.
             *
             * <p>{@code int (*)(struct pot *, paint_shade_t)}, paint.h:41
             */
            """)
        .contains("  int call(Pot pot, PaintShade paintShade);\n");
  }

  @Test
  void aTableOfFunctionsIsAnInterface() {
    assertThat(file("Store"))
        .contains(
            """
            /**
             * How pots are kept.
             *
             * <p>{@code struct store}, a table of functions, paint.h:63
             */
            public interface Store extends FunctionTable {
              /** {@code int version}, paint.h:64 */
              int version();

              /** Keeps it. {@code int (*put)(void *, struct pot *, struct dot)}, paint.h:65 */
              int put(MemorySegment pointer, Pot pot, Dot dot);

              /** {@code struct pot *(*get)(void *, brush *)}, paint.h:66 */
              Pot get(MemorySegment pointer, @Nullable Brush brush);
            }
            """);
    assertThat(file("Dot")).contains("public record Dot(int x, int y) {}");
    assertThat(file("Paint"))
        .contains("  int paintKeep(@Retained Store store, Tool tool);\n")
        .contains("  PaintUsedResult paintUsed(StoreView filled);\n");
  }

  @Test
  void aMemberThatIsAFunctionIsOneInJavaAsLongAsTheProcess() {
    assertThat(file("Tool"))
        .contains("  ToolUse use();\n\n  Tool use(@Retained ToolUse value);\n")
        .contains("  Store store();\n\n  Tool store(@Retained Store value);\n")
        .contains("  ToolPrint print();\n\n  Tool print(MemorySegment value);\n");
    assertThat(file("ToolUse")).contains("  void call(Tool tool, int value);\n");
    assertThat(file("StoreView"))
        .contains("  StoreView put(@Retained StoreViewPut value);\n")
        .contains("@Name(\"struct store\")\npublic interface StoreView extends Struct {");
  }

  @Test
  void aFunctionOfCWithAnyArgumentsIsCalledAndNothingOfJavasIsPassedForOne() {
    assertThat(file("ToolPrint"))
        .contains("/** Calls C. */\n  int call(String text, @Variadic Object... more);\n");
    assertThat(file("Paint"))
        .contains("  PaintLogger paintLoggerNow();\n")
        .contains("  void paintLog(MemorySegment to);\n");
    assertThat(bindings.left())
        .containsEntry(
            "paint_log, to",
            "Java can't be what C calls with '...'; what has come from C is passed as a"
                + " MemorySegment");
    assertThat(bindings.methods()).isEqualTo(read.symbols().size());
  }

  @Test
  void membersSayWhatTheHeaderSaysOfThem() {
    assertThat(file("Pot"))
        .contains(
            """
            /**
             * A pot, with what is in it.
             *
             * <p>{@code struct pot}, where it lies, paint.h:28
             */
            """)
        .contains(
            "  /** In millimetres, from above. {@code int depth}, paint.h:29 */\n  int depth();")
        .contains("  /** How dark it is. {@code paint_shade_t shade}, paint.h:32 */\n")
        .contains("  PaintShade shade();\n\n  Pot shade(PaintShade value);\n")
        .contains("  /** What is written on it. {@code const char *label}, paint.h:33 */\n")
        .contains("  /** Where it stands. {@code int x}, paint.h:34 */\n")
        .contains("  /** Where it stands. {@code int y}, paint.h:34 */\n")
        .contains("  /** Whether it has no lid on. {@code unsigned int open : 1}, paint.h:36 */\n")
        .contains("  /** {@code int plain}, paint.h:38 */\n  int plain();");
  }

  @Test
  void constantsSayWhatTheHeaderSaysOfThem() {
    assertThat(file("PaintConstants"))
        .contains(
            """
              /** What a coat is worth. paint.h:7 */
              public static final double PAINT_COAT = 2.5;

              /** The name of the format. More of it. paint.h:4 */
              public static final String PAINT_FORMAT = "paint";

              /** How many layers there are. paint.h:1 */
              public static final int PAINT_MAX = 12;
            """)
        .contains("\n  public static final int PAINT_PLAIN = 1;\n");
  }

  @Test
  void whatToolsReadIsNotSaid() {
    assertThat(file("Paint"))
        .contains(
            """
               * Mixing Two Shades. The paint_mix() interface makes one of two. It is fast.
               *
               * <p>{@code paint_shade_t paint_mix(paint_shade_t one, paint_shade_t other)}, paint.h:53
            """)
        .contains("   * The mode of a pot, as paint_mode has it.\n");
    assertThat(file("Brush"))
        .contains(
            """
            /**
             * Nobody knows what is in it.
             *
             * <p>{@code brush *}, of which no more is known, paint.h:43
             */
            """);
  }

  @Test
  void methodsMayBeCalledWithoutThePrefixOfTheLibrary() {
    String stripped =
        Bindings.of(Api.of("Paint", "com.example.paint", "paint_", read, Optional.empty()))
            .files()
            .get("Paint.java");
    assertThat(stripped)
        .contains("  @Name(\"paint_mix\")\n  PaintShade mix(PaintShade one, PaintShade other);")
        .contains("  @Name(\"paint_brush\")\n  @Nullable\n  Brush brush();");
  }

  @Test
  void aFileThatHasItsTextIsNotTouched() throws IOException {
    Path sources = folder.resolve("src");
    bindings.write(sources);
    Path written = bindings.folder(sources).resolve("Paint.java");
    Path changed = bindings.folder(sources).resolve("Pot.java");
    FileTime then = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(written, then);
    Files.writeString(changed, SourceFile.MARK + " once.\n");

    assertThat(bindings.foreign(sources)).isEmpty();
    bindings.write(sources);

    assertThat(Files.getLastModifiedTime(written)).isEqualTo(then);
    assertThat(changed).hasContent(file("Pot"));
    Files.writeString(changed, "precious");
    assertThat(bindings.foreign(sources)).containsExactly(changed);
  }

  @Test
  void whatCannotBeHadIsSaidInOneLine() {
    LibraryApi nothing =
        new LibraryApi(
            library.image(), library.file(), library.headers(), List.of(), List.of("zlib*"));
    assertThatExceptionOfType(BindingsException.class)
        .isThrownBy(nothing::read)
        .withMessage(
            library.file()
                + ": no type of a symbol of such a name is known; other patterns or other headers"
                + " may help");
  }
}
