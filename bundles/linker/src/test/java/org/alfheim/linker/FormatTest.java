package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.SectionHeader;
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
  @CsvSource({"zlib-gnu, .zdebug_info", "zlib-gabi, .debug_info", "zstd, .debug_info"})
  void compressedDebugInformationIsUnpacked(String form, String section) throws Exception {
    StringBuilder source = new StringBuilder("int f(int x) { return x; }\n");
    for (int i = 0; i < 300; i++) {
      source.append("long g%d(long x, char *y) { return x * %d + *y; }%n".formatted(i, i));
    }
    tools.compile("x.c", source.toString(), "-g", "-S", "-fPIC");
    Files.move(tools.file("x.o"), tools.file("x.s"));
    tools.run("as", "--compress-debug-sections=" + form, "x.s", "-o", "x.o");
    tools.run("as", "--compress-debug-sections=none", "x.s", "-o", "plain.o");
    assertThat(tools.readelf(tools.file("x.o"), "-S")).contains(" " + section + " ");
    Path image = tools.link("x.so", tools.input("x.o"));
    Path plain = tools.link("plain.so", tools.input("plain.o"));
    assertThat(tools.readelf(image, "-S")).doesNotContain(".zdebug");
    assertThat(tools.readelf(image, "--debug-dump=info,line,abbrev,str"))
        .contains("DW_AT_name : (string) f\n")
        .isEqualTo(tools.readelf(plain, "--debug-dump=info,line,abbrev,str"));
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

  /** The assembler writes none: the size of an entry is taken out of the object's header. */
  @Test
  void aMergeableSectionWithoutASizeOfEntriesStaysWhole() throws Exception {
    String one = ".section .rodata.cst8,\"aM\",@progbits,8\n.quad 7, 7, 9\n";
    Input input =
        tools.assemble("x", one + ".text\n.globl f\nf: mov .rodata.cst8+16(%rip),%rax\n ret\n");
    byte[] bytes = input.bytes().toArray(ValueLayout.JAVA_BYTE);
    SectionHeader section =
        ElfFile.of("x", MemorySegment.ofArray(bytes)).sections().stream()
            .filter(header -> header.name().equals(".rodata.cst8"))
            .findFirst()
            .orElseThrow();
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int table = (int) words.getLong(40);
    while (words.getLong(table + 24) != section.offset() || words.getLong(table + 56) != 8) {
      table += 64;
    }
    words.putLong(table + 56, 0);
    Path image = tools.link("x.so", Input.of("x.o", MemorySegment.ofArray(bytes)));
    assertThat(new Opened(image).call("f")).isEqualTo(9);
    assertThat(tools.readelf(image, "-S")).containsPattern(" \\.rodata PROGBITS \\w+ \\w+ 000018 ");
    assertThat(tools.readelf(tools.link("y.so", input), "-S"))
        .containsPattern(" \\.rodata PROGBITS \\w+ \\w+ 000010 ");
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
