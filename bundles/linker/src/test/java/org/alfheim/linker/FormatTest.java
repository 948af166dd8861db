package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an object says of itself beside code and data. */
class FormatTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  private List<String> warnings(Input... inputs) throws Exception {
    return Linker.link(List.of(inputs), Toolchain.options()).report().warnings();
  }

  @ParameterizedTest
  @CsvSource({"zlib-gnu, .zdebug_info", "zlib-gabi, .debug_info"})
  void debugInformationOfBothCompressedFormsIsUnpacked(String form, String section)
      throws Exception {
    tools.compile("x.c", "int f(int x) { return x; }", "-g", "-S", "-fPIC");
    Files.move(tools.file("x.o"), tools.file("x.s"));
    tools.run("as", "--compress-debug-sections=" + form, "x.s", "-o", "x.o");
    assertThat(tools.readelf(tools.file("x.o"), "-S")).contains(" " + section + " ");
    Path image = tools.link("x.so", tools.input("x.o"));
    assertThat(tools.readelf(image, "--debug-dump=info"))
        .contains("DW_TAG_subprogram")
        .contains("DW_AT_name : (string) f\n");
    assertThat(tools.readelf(image, "-S")).doesNotContain(".zdebug");
  }

  @Test
  void debugInformationThatJavaCannotUnpackIsLeftOutWithAWarning() throws Exception {
    StringBuilder source = new StringBuilder("long f(long x) { return x + 1; }\n");
    for (int i = 0; i < 50; i++) {
      source.append("int g%d(int x) { int y = x * %d; return y; }%n".formatted(i, i));
    }
    tools.compile("x.c", source.toString(), "-g", "-S", "-fPIC");
    Files.move(tools.file("x.o"), tools.file("x.s"));
    tools.run("as", "--compress-debug-sections=zstd", "x.s", "-o", "x.o");
    Input input = tools.input("x.o");
    assertThat(warnings(input))
        .containsExactly(
            "x.o: its debug information is compressed with zstd, and is left out; compile with"
                + " -gz=zlib");
    Path image = tools.link("x.so", input);
    assertThat(tools.readelf(image, "-S")).doesNotContain(".debug");
    assertThat(new Opened(image).call("f", 4)).isEqualTo(5);
  }

  /** pr_type, the numbers of two objects with code ("-" for none), what the psABI has of them. */
  @ParameterizedTest
  @CsvSource({
    "0xc0000002, 3, 1, 1", // FEATURE_1_AND
    "0xc0000002, 3, -, -",
    "0xc0000002, 2, 1, -",
    "0xc0008002, 1, 6, 7", // ISA_1_NEEDED, OR
    "0xc0008002, 4, -, 4",
    "0xc0010002, 1, 2, 3", // ISA_1_USED, OR_AND
    "0xc0010002, 1, -, -",
    "0xb0008000, 1, -, 1" // 1_NEEDED
  })
  void propertiesOfObjectsBecomeOne(String type, String one, String two, String both)
      throws Exception {
    Input first = property("one", type, one);
    Input second = property("two", type, two);
    Input data = tools.assemble("data", ".data\n.quad 1\n");
    Path image = tools.link("x.so", first, second, data);
    String said = tools.run("readelf", "-x", ".note.gnu.property", image.toString());
    if (both.equals("-")) {
      assertThat(said).contains("was not dumped because it does not exist");
    } else {
      int number = Integer.reverseBytes((int) (long) Long.decode(type));
      assertThat(said.replaceAll("(?m)^ *0x\\w+ ((\\w{8} )+).*$", "$1").replaceAll("\\s", ""))
          .endsWith(String.format("%08x04000000%s00000000000000", number, "0" + both));
      assertThat(tools.readelf(image, "-l")).contains("GNU_PROPERTY");
    }
  }

  private Input property(String name, String type, String value) throws Exception {
    String note =
        value.equals("-")
            ? ""
            : ".section .note.gnu.property,\"a\",@note\n.balign 8\n.long 4,16,5\n.string \"GNU\"\n.long "
                + type
                + ",4,"
                + value
                + ",0\n";
    return tools.assemble(name, ".globl " + name + "\n" + name + ": ret\n" + note);
  }

  @Test
  void whoRefersToANameThatIsWarnedOfIsTold() throws Exception {
    Input definer =
        tools.compile(
            "definer.c",
            "int dangerous(void) { return 1; } static const char w[]"
                + " __attribute__((section(\".gnu.warning.dangerous\"), used)) = \"do not use it\";",
            "-fPIC");
    Input user =
        tools.compile(
            "user.c", "int dangerous(void); int f(void) { return dangerous(); }", "-fPIC");
    Input other = tools.compile("other.c", "int g(void) { return 2; }", "-fPIC");
    assertThat(warnings(definer, user, other))
        .containsExactly("user.o refers to dangerous: do not use it");
    assertThat(warnings(definer, other)).isEmpty();
  }

  @Test
  void whatIsExcludedIsNotThereAndNamedWhereSomethingRefersToIt() throws Exception {
    Input object =
        tools.assemble("x", ".section .secret,\"ae\",@progbits\n.quad 1\n.data\n.quad 2\n");
    assertThat(tools.readelf(tools.link("x.so", object), "-S")).doesNotContain(".secret");
    Input user =
        tools.assemble("y", ".section .secret,\"ae\",@progbits\nl: .quad 1\n.data\n.quad l\n");
    assertThatThrownBy(() -> tools.link("y.so", user))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "y.o: .data+0x0: R_X86_64_64 of section .secret refers to a section that is no part of"
                + " an image (SHF_EXCLUDE)");
  }

  /** The processor's features are asked for by a function of another image. */
  @Test
  void aFunctionThatChoosesMayCallOthers() throws Exception {
    Path image =
        tools.link(
            "x.so",
            tools.compile(
                "x.c",
                """
                #include <stdlib.h>
                static long one(void) { return 41; } static long two(void) { return 42; }
                static long (*choose(void))(void) { return abs(-2) == 2 ? two : one; }
                static long chosen(void) __attribute__((ifunc("choose")));
                long call(long x) { return chosen(); }
                """,
                "-fPIC",
                "-O1",
                "-fno-builtin"));
    assertThat(new Opened(image).call("call")).isEqualTo(42);
    assertThat(tools.readelf(image, "-r")).containsPattern("(?s)JUMP_SLO.*IRELATIV");
  }

  @Test
  void aWeakFunctionThatNobodyDefinesIsNoConstructor() throws Exception {
    Path image =
        tools.link(
            "x.so",
            tools.assemble(
                "x",
                """
                .weak nobody
                .hidden nobody
                .section .init_array,"aw",@init_array
                .quad nobody, first, 0
                .text
                first: incl count(%rip)
                 ret
                .globl get
                get: mov count(%rip),%eax
                 ret
                .data
                count: .long 0
                """));
    assertThat(new Opened(image).call("get")).isEqualTo(1);
  }

  @Test
  void codeThatIsTooFarFromItsTableIsRefused() throws Exception {
    Input object =
        tools.assemble(
            "x", ".text\ncall outside@PLT\n.section .far,\"ax\",@nobits\n.skip 0x90000000\n");
    assertThatThrownBy(() -> tools.link("x.so", object))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("outside");
  }
}
