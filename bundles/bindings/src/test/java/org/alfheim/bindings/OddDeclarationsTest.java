package org.alfheim.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.alfheim.bind.Struct;
import org.alfheim.elf.SharedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What means something else in Java, or nothing: what is written is compiled, and says no more. */
@Timeout(60)
class OddDeclarationsTest {
  /** As long as the names that take its place. */
  private static final String PLACE = "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x */ int injected(); /*",
        "x(1); static { } int injected;",
        "x\\u002a/ int injected(); /\\u002a",
        "x\") int injected(); @Name(\"",
        "x\nint injected();\n//",
        "x} @throws injected"
      })
  void debugInformationHasNamesAndNoJava(String name) throws Exception {
    Path image =
        library(
            "names",
            """
            struct s%1$s { int m%1$s; };
            enum { e%1$s = 3 } variable;
            typedef struct o%1$s *h%1$s;
            typedef int (*c%1$s)(int p%1$s);
            int f%1$s(struct s%1$s *a%1$s, h%1$s handle, c%1$s callback) { return 0; }
            int v%1$s;
            """
                .formatted(PLACE));
    String bytes = Files.readString(image, StandardCharsets.ISO_8859_1);
    String padded = name + " ".repeat(PLACE.length() - name.length());
    Files.writeString(image, bytes.replace(PLACE, padded), StandardCharsets.ISO_8859_1);

    Path sources = written(image, List.of());

    for (Class<?> type : compiled(sources)) {
      assertThat(type.getDeclaredMethods()).noneMatch(each -> each.getName().equals("injected"));
      assertThat(type.getDeclaredFields()).noneMatch(each -> each.getName().equals("injected"));
    }
  }

  @Test
  void bitFieldsByValueAndVariablesOfTextAreWrittenAsAPersonWould() throws Exception {
    Path image =
        library(
            "bits",
            """
            struct bits { unsigned kind : 3; int shade : 5; long rest : 40; };
            const char *const title = "text";
            long all(struct bits b) { return b.kind + b.shade + b.rest; }
            """);

    Path folderOfPackage = written(image, List.of()).resolve("example");

    assertThat(Files.readString(folderOfPackage.resolve("Bits.java")))
        .contains("public record Bits(int kind, int shade, long rest) {}");
    assertThat(Files.readString(folderOfPackage.resolve("Library.java")))
        .contains("long all(Bits b);")
        .contains("String title();");
    compiled(folderOfPackage.getParent());
  }

  /** As {@code yaml_parser_set_input_string}, which reads the bytes in a later call. */
  @Test
  void bytesThatASetterWithoutAResultMayKeepAreTheCallersMemory() throws Exception {
    Path image =
        library(
            "setter",
            """
            static const unsigned char *kept;
            void parser_set_input(const unsigned char *input, unsigned long size) { kept = input; }
            int parser_set_key(const unsigned char *key, unsigned long size) { return *key; }
            void parser_reset_to(const unsigned char *state, unsigned long size) {}
            """);

    Path sources = written(image, List.of());

    assertThat(Files.readString(sources.resolve("example/Library.java")))
        .contains("parserSetInput(MemorySegment input, @LengthOf(\"input\") long size);")
        .contains("parserSetKey(@In byte[] key, @LengthOf(\"key\") long size);")
        .contains("parserResetTo(@In byte[] state, @LengthOf(\"state\") long size);");
    compiled(sources);
  }

  @Test
  void constantsThatBecomeOneNameAreTwo() throws Exception {
    Path header =
        Files.writeString(
            folder.resolve("two.h"),
            """
            #define assert 3
            #define assert_ 4
            enum kind { key, value };
            enum kind kind(void);
            """);
    Path image = library("two", "enum kind { key, value }; enum kind kind(void) { return key; }");

    List<Class<?>> types = compiled(written(image, List.of(header.toString())));

    assertThat(field(types, "assert_").getInt(null)).isEqualTo(3);
    assertThat(field(types, "assert__").getInt(null)).isEqualTo(4);
    assertThat(field(types, "value_").isEnumConstant()).isTrue();
  }

  /** A static initializer has at most 65,535 bytes (JVMS 4.7.3). */
  @Test
  void anEnumerationOfThousandsIsAnIntWithConstants() throws Exception {
    String constants =
        IntStream.range(0, 6000).mapToObj(i -> "HUGE_" + i).collect(Collectors.joining(", "));
    Path image =
        library("huge", "enum huge { " + constants + " }; int of(enum huge h) { return h; }");

    List<Class<?>> types = compiled(written(image, List.of()));

    assertThat(field(types, "HUGE_5999").getInt(null)).isEqualTo(5999);
  }

  /** C declares such functions, and can't call them. */
  @Test
  void aFunctionPointerThatTakesWhatIsNotKnownIsAPointer() throws Exception {
    Path image =
        library(
            "opaque",
            """
            struct opaque;
            typedef void (*taker)(struct opaque o);
            typedef struct opaque (*giver)(void);
            int of(taker t, giver g) { return 0; }
            """);

    assertThat(compiled(written(image, List.of())))
        .singleElement()
        .satisfies(type ->
            assertThat(type.getMethod("of", MemorySegment.class, MemorySegment.class)).isNotNull());
  }

  private static Field field(List<Class<?>> types, String name) {
    return types.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Path library(String name, String text) throws Exception {
    Path source = Files.writeString(folder.resolve(name + ".c"), text);
    Path image = folder.resolve("lib" + name + ".so");
    Process gcc =
        new ProcessBuilder("gcc", "-g", "-shared", "-fPIC", "-o", "" + image, "" + source)
            .inheritIO()
            .start();
    assertThat(gcc.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(gcc.exitValue()).isZero();
    return image;
  }

  private Path written(Path image, List<String> headers) throws Exception {
    SharedObject object =
        SharedObject.parse(
            image.toString(), MemorySegment.ofArray(Files.readAllBytes(image)).asReadOnly());
    LibraryApi.Read read = new LibraryApi(object, image, headers, List.of(), List.of()).read();
    Path sources = folder.resolve("src");
    Bindings bindings = Bindings.of(Api.of("Library", "example", "", read, Optional.empty()));
    bindings.write(sources);
    return sources;
  }

  private List<Class<?>> compiled(Path sources) throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path api = Path.of(Struct.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-d", "" + classes, "-cp", "" + api));
    List<Path> files;
    try (var all = Files.walk(sources)) {
      files = all.filter(each -> each.toString().endsWith(".java")).toList();
    }
    files.forEach(each -> arguments.add(each.toString()));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).as("what javac says of it").isZero();
    ClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Struct.class.getClassLoader());
    List<Class<?>> types = new ArrayList<>();
    for (Path each : files) {
      String simple = each.getFileName().toString().replace(".java", "");
      if (!simple.equals("package-info")) {
        types.add(loader.loadClass("example." + simple));
      }
    }
    return types;
  }
}
