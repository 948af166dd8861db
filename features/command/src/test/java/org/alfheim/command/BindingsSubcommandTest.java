package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BindingsSubcommandTest {
  private static final String ZLIB = "/lib/x86_64-linux-gnu/libz.so.1";
  private static final String POINTS =
      """
      enum corner { LOW, HIGH = 5 };
      typedef struct point { int x, y; } point_t;
      struct shape { const char *name; point_t at; unsigned flags : 3; char tag[8]; struct shape *next;
                     union { int i; float f; }; };
      typedef struct pen pen;
      struct pen { int width; };
      typedef int (*visitor)(void *data, const point_t *at, unsigned int n);

      int points_drawn = 3;
      int sum(point_t p) { return p.x + p.y; }
      point_t mirror(point_t p) { point_t m = { p.y, p.x }; return m; }
      int shape_flags(const struct shape *s) { return s->flags; }
      enum corner other(enum corner c) { return c == LOW ? HIGH : LOW; }
      int visit(visitor v, void *data, int times) {
        point_t at = { 1, 2 };
        int all = 0;
        for (int i = 0; i < times; i++) all += v(data, &at, 4000000000u);
        return all;
      }
      int total(int count, ...) {
        __builtin_va_list list;
        __builtin_va_start(list, count);
        int all = 0;
        while (count-- > 0) all += __builtin_va_arg(list, int);
        __builtin_va_end(list);
        return all;
      }
      unsigned int class(const unsigned char *data, unsigned long data_len, unsigned short new) {
        return data_len ? data[0] + new : new;
      }
      long double wide(long double w) { return w; }
      """;

  @TempDir private Path folder;

  private Path sources() {
    return folder.resolve("src");
  }

  @Test
  void writesTheApiOfAHeaderThatCompilesAndBindsWithoutAContradiction() throws Exception {
    Run run =
        Run.alfheim(
            "bindings",
            "zlib.h",
            "--library",
            ZLIB,
            "--package",
            "com.example.zlib",
            "-o",
            sources());

    assertThat(run.err())
        .isEqualTo("alfheim: warning: gzvprintf: it takes a va_list, which no caller but C has\n");
    assertThat(run.out())
        .startsWith("wrote " + sources() + "/com/example/zlib interface=Zlib methods=");
    assertThat(run.status()).isZero();
    Files.writeString(
        sources().resolve("Program.java"),
        """
        import static com.example.zlib.ZlibConstants.*;

        import com.example.zlib.*;
        import java.lang.foreign.*;
        import org.alfheim.plugin.LocalPlugin;

        public class Program {
          public static String run(LocalPlugin plugin) {
            Zlib zlib = plugin.bind(Zlib.class);
            try (Arena arena = Arena.ofConfined()) {
              String text = "to be or not to be, that is to be or not to be";
              MemorySegment in = arena.allocateFrom(text);
              MemorySegment packed = arena.allocate(200);
              ZStream out = plugin.structure(ZStream.class).allocate(arena);
              int size = (int) out.memory().byteSize();
              check(zlib.deflateInit(out, Z_BEST_COMPRESSION, ZLIB_VERSION, size), Z_OK);
              out.nextIn(in).availIn(in.byteSize()).nextOut(packed).availOut(packed.byteSize());
              check(zlib.deflate(out, Z_FINISH), Z_STREAM_END);
              check(zlib.deflateEnd(out), Z_OK);
              MemorySegment back = arena.allocate(in.byteSize());
              ZStream inflated = plugin.structure(ZStream.class).allocate(arena);
              check(zlib.inflateInit(inflated, ZLIB_VERSION, size), Z_OK);
              inflated.nextIn(packed).availIn(out.totalOut());
              inflated.nextOut(back).availOut(back.byteSize());
              check(zlib.inflate(inflated, Z_FINISH), Z_STREAM_END);
              check(zlib.inflateEnd(inflated), Z_OK);
              long crc = zlib.crc32(0, new byte[] {'1', '2', '3', '4', '5', '6', '7', '8', '9'}, 9);
              return back.getString(0).equals(text)
                  + " " + (out.totalOut() < in.byteSize())
                  + " " + Long.toHexString(crc)
                  + " " + zlib.zlibVersion().equals(ZLIB_VERSION);
            }
          }

          private static void check(int status, int expected) {
            if (status != expected) {
              throw new AssertionError("status " + status);
            }
          }
        }
        """);

    // The check value of CRC-32 is in ITU-T V.42's catalogues; the rest is zlib.h's own promise.
    assertThat(new CompiledBindings(sources(), folder.resolve("classes")).run(ZLIB, "zlib.h"))
        .isEqualTo("true true cbf43926 true");
  }

  @Test
  void writesTheApiThatDebugInformationKnows() throws Exception {
    Path library = Tool.gcc(folder, "libpoints.so.1", POINTS, "-shared", "-g");

    Run run = Run.alfheim("bindings", "--library", library, "--package", "points", "-o", sources());

    assertThat(run.err())
        .isEqualTo("alfheim: warning: wide: long double has no counterpart in Java\n");
    assertThat(run.out()).contains(" interface=Points methods=8 ");
    Files.writeString(
        sources().resolve("Program.java"),
        """
        import points.*;
        import java.lang.foreign.*;
        import org.alfheim.plugin.LocalPlugin;

        public class Program {
          public static String run(LocalPlugin plugin) {
            Points points = plugin.bind(Points.class);
            try (Arena arena = Arena.ofConfined()) {
              Shape shape = plugin.structure(Shape.class).allocate(arena).flags(6).tag("abc").f(1.5f);
              shape.at().x(9);
              return points.sum(new Point(1, 2))
                  + " " + points.mirror(new Point(1, 2)).x()
                  + " " + points.shapeFlags(shape)
                  + " " + shape.tag()
                  + " " + Integer.toHexString(shape.i())
                  + " " + points.other(Corner.LOW)
                  + " " + points.visit((data, at, n) -> n == 4000000000L ? 7 : 0, MemorySegment.NULL, 3)
                  + " " + points.total(3, 1, 2, 3)
                  + " " + points.class_(new byte[] {40}, 1, 60000)
                  + " " + points.pointsDrawn();
            }
          }
        }
        """);
    assertThat(new CompiledBindings(sources(), folder.resolve("classes")).run(library.toString()))
        .isEqualTo("3 2 6 abc 3fc00000 HIGH 21 6 60040 3");
  }

  @Test
  void aMethodSaysWhatTheHeaderSaysOfItsFunction() throws IOException {
    Path library =
        Tool.gcc(
            folder,
            "libsay.so",
            "#include \"say.h\"\nint say_it(const char *w) { return *w; }",
            "-shared",
            "-I"
                + header(
                        "say.h",
                        """
                        /**
                         * Says <it> @ once.
                         *
                         * @param w what to say
                         */
                        int say_it(const char *w);
                        """)
                    .getParent());

    Run run =
        Run.alfheim(
            "bindings",
            folder.resolve("say.h"),
            "--library",
            library,
            "--package",
            "say",
            "-o",
            sources());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(sources().resolve("say/Say.java"))
        .hasContent(
            """
            // Written by alfheim bindings from say.h.

            package say;

            import org.alfheim.bind.Name;

            /** The functions and variables of say.h. */
            public interface Say {
              /**
               * Says &lt;it&gt; &#64; once.
               *
               * <p>{@code int say_it(const char *w)}, say.h:6
               */
              @Name("say_it")
              int sayIt(String w);
            }
            """);
  }

  @Test
  void aRecordIsBrokenWhereTheFormatterBreaksIt() {
    Path library =
        Tool.gcc(
            folder,
            "libbroken.so",
            """
            typedef struct {
              char *key; unsigned data_type; void *data; unsigned long data_size, return_size;
            } param;
            param make(void) { return (param) { 0 }; }
            """,
            "-shared",
            "-g");

    Run.alfheim("bindings", "--library", library, "--package", "broken", "-o", sources());

    // As google-java-format 1.35.0 has it.
    assertThat(sources().resolve("broken/Param.java"))
        .content()
        .endsWith(
            """
            public record Param(
                MemorySegment key,
                @Unsigned long dataType,
                MemorySegment data,
                long dataSize,
                long returnSize) {}
            """);
  }

  @Test
  void dataThatAFunctionKeepsUntilItFreesThemAreMemory() {
    Path library =
        Tool.gcc(
            folder,
            "libkeep.so",
            """
            int keep(int slot, const char *text, int n, void (*done)(void *)) { return n; }
            int bytes(const unsigned char *data, unsigned long n, void (*done)(void *), int k) {
              return k;
            }
            int hook(const char *name, void (*called)(void *), void *data) { return 0; }
            void keep_free_name(const char *name) {}
            int keep_freeze(const char *name) { return 0; }
            """,
            "-shared",
            "-g");

    Run.alfheim("bindings", "--library", library, "--package", "keep", "-o", sources());

    // SQLite's SQLITE_TRANSIENT is a destructor, too: (void (*)(void *)) -1.
    assertThat(sources().resolve("keep/Keep.java"))
        .content()
        .contains(
            "int keep(int slot, MemorySegment text, int n, MemorySegment done);",
            "int bytes(MemorySegment data, long n, MemorySegment done, int k);",
            "int hook(String name, @Retained HookCalledCallback called, MemorySegment data);",
            "void keepFreeName(MemorySegment name);",
            "int keepFreeze(String name);");
  }

  @Test
  void bytesThatAreCalledCharactersAreText() {
    Path library =
        Tool.gcc(
            folder,
            "libchars.so",
            """
            typedef unsigned char xmlChar, uchar;
            struct node { const xmlChar *name; xmlChar *content; };
            const xmlChar *name(const struct node *n, const xmlChar *other) { return n->name; }
            const uchar *sum(const uchar *of) { return of; }
            """,
            "-shared",
            "-g");

    Run.alfheim("bindings", "--library", library, "--package", "chars", "-o", sources());

    assertThat(sources().resolve("chars/Chars.java"))
        .content()
        .contains("String name(Node n, String other);", "MemorySegment sum(MemorySegment of);");
    assertThat(sources().resolve("chars/Node.java"))
        .content()
        .contains("String name();", "MemorySegment content();");
  }

  @Test
  void theSameInputGivesTheSameFiles() throws IOException {
    Path library = Tool.gcc(folder, "libpoints.so", POINTS, "-shared", "-g");

    for (String each : List.of("one", "two", "two")) {
      Run.alfheim("bindings", "--library", library, "--package", "p", "-o", folder.resolve(each));
    }

    assertThat(files(folder.resolve("one"))).hasSizeGreaterThan(4);
    assertThat(files(folder.resolve("two"))).isEqualTo(files(folder.resolve("one")));
  }

  @Test
  void onlyWhatIsSelectedIsWritten() throws IOException {
    Run run =
        Run.alfheim(
            "bindings",
            "zlib.h",
            "--library",
            ZLIB,
            "--package",
            "z",
            "-o",
            sources(),
            "--select",
            "crc32",
            "--select",
            "Z_O*",
            "--name",
            "Sums");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(" interface=Sums methods=1 files=3 ");
    assertThat(sources().resolve("z/SumsConstants.java"))
        .content()
        .contains("  public static final int Z_OK = 0;\n")
        .doesNotContain("Z_ERRNO");
  }

  @Test
  void whatAPersonWroteIsNotOverwritten() throws IOException {
    Path file = Files.createDirectories(sources().resolve("z")).resolve("Zlib.java");
    Files.writeString(file, "precious");
    Object[] command = {
      "bindings",
      "zlib.h",
      "--library",
      ZLIB,
      "--package",
      "z",
      "-o",
      sources(),
      "--select",
      "crc32"
    };

    Run refused = Run.alfheim(command);

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "alfheim: "
                + file
                + ": not written by this command; --force overwrites it, -o names another"
                + " folder\n");
    assertThat(files(sources())).containsExactly(Map.entry("z/Zlib.java", "precious"));
    assertThat(Run.alfheim(Stream.concat(Stream.of(command), Stream.of("-f")).toArray()).status())
        .isZero();
    assertThat(file).content().contains("interface Zlib");
  }

  @Test
  void refusesInOneLine() {
    assertRefused(2, "bindings needs --library; see alfheim bindings --help", "zlib.h");
    assertRefused(2, "bindings needs --package; see", "zlib.h", "--library", ZLIB);
    assertRefused(2, "--package 1.2 is not", "zlib.h", "--library", ZLIB, "--package", "1.2");
    assertRefused(
        2, "--name int is not", "zlib.h", "--library", ZLIB, "--package", "z", "--name", "int");
    assertRefused(
        2,
        "--failure odd is not",
        "zlib.h",
        "--library",
        ZLIB,
        "--package",
        "z",
        "--failure",
        "odd");
    assertRefused(
        1, "/nowhere/lib.so: no such file", "--library", "/nowhere/lib.so", "--package", "z");
    assertRefused(1, ZLIB + ": ", "/nowhere.h", "--library", ZLIB, "--package", "z");
    Path bare = Tool.gcc(folder, "libbare.so", "int f(void) { return 1; }");
    assertRefused(
        1,
        bare + ": no type of a symbol is known; name a header",
        "--library",
        bare,
        "--package",
        "z");
  }

  private Path header(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void assertRefused(int status, String complaint, Object... args) {
    Run run = Run.alfheim(Stream.concat(Stream.of("bindings"), Stream.of(args)).toArray());
    assertThat(run.err().lines()).singleElement().asString().startsWith("alfheim: " + complaint);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(status);
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
