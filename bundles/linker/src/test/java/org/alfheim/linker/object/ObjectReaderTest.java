package org.alfheim.linker.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.alfheim.elf.ElfException;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.Linker;
import org.alfheim.linker.Opened;
import org.alfheim.linker.Toolchain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectReaderTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  private static RelocatableObject read(Input input) {
    return ObjectReader.read(input.name(), input.bytes());
  }

  @Test
  void sectionsSymbolsGroupsAndRelocationsAreRead() throws Exception {
    RelocatableObject object =
        read(
            tools.assemble(
                "x",
                ".section .text.g,\"axG\",@progbits,g,comdat\n.weak g\n.type g,@function\ng: call"
                    + " h@PLT\n ret\n.comm c,24,16\n.data\n.quad g+3\n"));
    assertThat(object.groups())
        .singleElement()
        .satisfies(group -> {
          assertThat(group.signature()).isEqualTo("g");
          assertThat(group.comdat()).isTrue();
        });
    InputSection data =
        object.placed().stream()
            .filter(one -> one.name().equals(".data"))
            .findFirst()
            .orElseThrow();
    SectionRelocations relocations = data.relocations();
    assertThat(relocations.size()).isEqualTo(1);
    assertThat(relocations.type(0)).isEqualTo(1);
    assertThat(relocations.addend(0)).isEqualTo(3);
    assertThat(object.symbols().get(relocations.symbol(0)).name()).isEqualTo("g");
    assertThat(object.symbols())
        .anySatisfy(symbol -> {
          assertThat(symbol.name()).isEqualTo("c");
          assertThat(symbol.section()).isEqualTo(ObjectSymbol.COMMON);
          assertThat(symbol.value()).isEqualTo(16);
        });
  }

  @Test
  void moreSectionsThanAnElfHeaderCountsAreRead() throws Exception {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 66_000; i++) {
      source.append(".section .text.f").append(i).append(",\"ax\"\n.byte 0x90\n");
    }
    source.append(".section .text.last,\"ax\"\n.globl last\nlast: mov $7,%eax\nret\n");
    Input input = tools.assemble("many", source.toString());
    RelocatableObject object = read(input);
    assertThat(object.sections()).hasSizeGreaterThan(66_000);
    assertThat(new Opened(tools.link("many.so", input)).call("last")).isEqualTo(7);
  }

  @Test
  void aNameInASectionBehindThoseThatASymbolCountsIsKept() throws Exception {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 65_300; i++) {
      source.append(".section table").append(i).append(",\"aw\"\n.byte 1\n");
    }
    source.append(".section last_table,\"aw\"\n.type kept,@object\nkept: .quad 5\n.size kept,8\n");
    source.append(".text\n.globl f\nf: mov kept(%rip),%eax\nret\n");
    Path image = tools.link("beyond.so", tools.assemble("beyond", source.toString()));
    assertThat(new Opened(image).call("f")).isEqualTo(5);
    assertThat(tools.readelf(image, "-s"))
        .containsPattern("8 OBJECT +LOCAL +DEFAULT +653\\d\\d kept");
  }

  @Test
  void aStackThatNobodySpeaksOfIsOneThatIsNotExecutable() throws Exception {
    Files.writeString(tools.file("x.s"), ".globl f\nf: ret\n");
    tools.run("as", "x.s", "-o", "x.o");
    assertThat(read(tools.input("x.o")).stack()).isEqualTo(RelocatableObject.StackNote.UNKNOWN);
    assertThat(tools.readelf(tools.link("x.so", tools.input("x.o")), "-l"))
        .containsPattern("GNU_STACK .* RW 0x10");
    Files.writeString(tools.file("y.s"), ".data\n.quad 1\n");
    tools.run("as", "y.s", "-o", "y.o");
    assertThat(read(tools.input("y.o")).stack()).isEqualTo(RelocatableObject.StackNote.PLAIN);
    Files.writeString(tools.file("z.s"), ".section .note.GNU-stack,\"x\",@progbits\n");
    tools.run("as", "z.s", "-o", "z.o");
    assertThat(read(tools.input("z.o")).stack()).isEqualTo(RelocatableObject.StackNote.EXECUTABLE);
    assertThat(tools.readelf(tools.link("z.so", tools.input("z.o"), tools.input("x.o")), "-l"))
        .containsPattern("GNU_STACK .* RWE 0x10");
  }

  @Test
  void bytecodeOfCompilersIsRefused() throws Exception {
    Input gcc = tools.compile("g.c", "int f(void) { return 1; }", "-flto", "-fno-fat-lto-objects");
    assertThatThrownBy(() -> read(gcc))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("g.o: .gnu.lto_")
        .hasMessageContaining("is bytecode of gcc (link-time optimisation)")
        .hasMessageEndingWith("compile without -flto, or with -ffat-lto-objects");
    Input clang = tools.compile("c.c", "int f(void) { return 1; }", "clang", "-flto");
    assertThatThrownBy(() -> read(clang))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("c.o: this is bitcode of LLVM")
        .hasMessageEndingWith("compile without -flto");
    Input fat = tools.compile("fat.c", "int f(void) { return 1; }", "-flto", "-ffat-lto-objects");
    assertThat(read(fat).placed()).isNotEmpty();
  }

  @Test
  void whatIsNoObjectForThisMachineIsRefused() throws Exception {
    Files.writeString(tools.file("x.s"), "nop\n");
    tools.run("as", "--32", "x.s", "-o", "x.o");
    assertThatThrownBy(() -> read(tools.input("x.o")))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("invalid filetype, only ELF64 supported");
    tools.compile("y.c", "int f;", "-fPIC");
    tools.run("gcc", "-shared", "y.o", "-o", "y.so");
    assertThatThrownBy(() -> read(tools.input("y.so")))
        .hasMessageContaining("no relocatable object: its type is DYN")
        .hasMessageEndingWith("name a shared object as a library");
    Input array = tools.assemble("p", ".section .preinit_array,\"aw\",@preinit_array\n.quad f\n");
    assertThatThrownBy(() -> read(array)).hasMessageContaining(".preinit_array is for programs");
  }

  @Test
  void compressedSectionsForDebuggersAreUnpacked() throws Exception {
    Input input = tools.compile("x.c", "int f(int x) { return x; }", "-g", "-gz=zlib");
    Path image = tools.link("x.so", input);
    assertThat(tools.readelf(image, "--debug-dump=info")).contains("DW_TAG_subprogram");
    assertThat(tools.readelf(image, "-S"))
        .containsPattern("debug_info PROGBITS [0-9a-f ]+ 00 0 0 1");
  }

  /** Whatever the bytes are: a link ends, with an image or one of two refusals. */
  @Test
  void damagedObjectsAreRefusedOrLinked() throws Exception {
    Input good =
        tools.compile(
            "x.cc",
            "struct E {}; thread_local int t = 1; static const char *s = \"text\"; inline int g(int"
                + " x) { if (x) throw E(); return t; } int h(int x) { try { return g(x) + s[x]; }"
                + " catch (E &) { return 0; } }",
            "-fPIC",
            "-g0");
    byte[] whole = good.bytes().toArray(ValueLayout.JAVA_BYTE);
    Random random = new Random(7);
    int linked = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] damaged = whole.clone();
      int times = 1 + random.nextInt(4);
      for (int k = 0; k < times; k++) {
        damage(damaged, random);
      }
      linked += link(damaged) ? 1 : 0;
    }
    assertThat(linked).isGreaterThan(100);
  }

  /** Half of the damage is where it hurts: in the section headers at the end. */
  private static void damage(byte[] bytes, Random random) {
    int from = random.nextBoolean() ? 0 : bytes.length * 3 / 4;
    int at = from + random.nextInt(bytes.length - from);
    int[] odd = {0, 1, 0x7f, 0x80, 0xff, random.nextInt(256)};
    bytes[at] = (byte) odd[random.nextInt(odd.length)];
  }

  private static boolean link(byte[] bytes) {
    try {
      Linker.link(List.of(Input.of("x.o", MemorySegment.ofArray(bytes))), LinkOptions.standard());
      return true;
    } catch (ElfException | LinkException refused) {
      assertThat(refused).hasMessageMatching("(?s).{3,900}");
      return false;
    }
  }
}
