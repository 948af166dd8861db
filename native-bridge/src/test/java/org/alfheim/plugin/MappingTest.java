package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.Traces;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an image lies in memory, whatever its layout: content, alignment, protection. */
@Timeout(60)
class MappingTest {
  private static final String SOURCE =
      """
      #include <stdlib.h>
      static const int numbers[] = {1, 2, 3};
      int filled[3000] = {1, 2, 3};
      int empty[200000];
      const char *const words[] = {"one", "two"};
      int exported = 5;
      int *pointer = &exported;
      int (*const function)(const char *) = atoi;
      int F(void) {
        int sum = *pointer + numbers[2] + filled[2] + function("100") + (words[1][0] == 't');
        for (int i = 0; i < 200000; i++) sum += empty[i];
        for (int i = 3; i < 3000; i++) sum += filled[i];
        return sum;
      }
      long address(void) { return (long) words; }
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  /** A line of {@code /proc/self/maps}. */
  private record Pages(long start, long end, String protection) {
    static Pages of(String line) {
      int dash = line.indexOf('-');
      int space = line.indexOf(' ');
      return new Pages(
          Long.parseUnsignedLong(line.substring(0, dash), 16),
          Long.parseUnsignedLong(line.substring(dash + 1, space), 16),
          line.substring(space + 1, space + 4));
    }
  }

  private static List<Pages> pagesOf(LocalPlugin plugin) {
    long start = plugin.image().base();
    long end = start + plugin.image().span();
    return Traces.mappings().stream()
        .map(Pages::of)
        .filter(pages -> pages.start() < end && pages.end() > start)
        .toList();
  }

  /** The protection that the page of an address has. */
  private static String protection(List<Pages> pages, long address) {
    return pages.stream()
        .filter(p -> p.start() <= address && address < p.end())
        .findAny()
        .orElseThrow()
        .protection();
  }

  @ParameterizedTest
  @CsvSource({
    "plain,    -g0,                                     4096",
    "noseparate, -Wl;-z;noseparate-code,                4096",
    "kilo64,   -Wl;-z;max-page-size=65536,             65536",
    "mega2,    -Wl;-z;max-page-size=2097152,         2097152",
    "common,   -Wl;-z;max-page-size=2097152;-z;common-page-size=2097152, 2097152",
    "lazy,     -Wl;-z;lazy,                             4096",
    "norelro,  -Wl;-z;norelro,                          4096",
    "relr,     -Wl;-z;pack-relative-relocs,             4096",
    "sorted,   -Wl;-z;nocombreloc,                      4096",
    "based,    -Wl;-Ttext-segment=0x10000000,           4096"
  })
  void everyLayoutOfTheLinkerWorks(String name, String option, long align) {
    Path file = compiler.c(name + ".so", SOURCE, option.replace(';', ','));
    List<Elf.Load> loads = Elf.of(file).loads();
    assertThat(loads.getLast().align()).isEqualTo(align);
    LocalPlugin plugin = Loader.openLocal(file);

    assertThat(Loaded.by(plugin).call("F"))
        .isEqualTo(Loaded.byDlopen(file).call("F"))
        .isEqualTo(112);
    assertThat(plugin.image().base() % align).isZero();
  }

  /** Where RELRO ends with the largest page that the linker knows of, and not with the segment. */
  @ParameterizedTest
  @CsvSource({
    "lld,4096",
    "lld,16384",
    "lld,65536",
    "lld,2097152",
    "mold,4096",
    "mold,16384",
    "mold,65536",
    "bfd,16384",
    "bfd,65536"
  })
  void everyLinkerMayHaveEveryPage(String linker, long page) {
    Path file =
        compiler.c(
            linker + page + ".so",
            SOURCE,
            "-fuse-ld=" + linker,
            "-Wl,-z,now,-z,common-page-size=" + page + ",-z,max-page-size=" + page);
    assertThat(Elf.of(file).loads()).allMatch(load -> load.align() == page);
    LocalPlugin plugin = Loader.openLocal(file);

    assertThat(Loaded.by(plugin).call("F"))
        .isEqualTo(Loaded.byDlopen(file).call("F"))
        .isEqualTo(112);
    long base = plugin.image().base();
    assertThat(protection(pagesOf(plugin), base + Elf.of(file).section(".dynamic").address()))
        .isEqualTo("r--");
    assertThat(protection(pagesOf(plugin), plugin.lookup("exported").segment().address()))
        .isEqualTo("rw-");
  }

  @Test
  void relroThatReachesPastTheImageSealsTheImageAlone() {
    Path file =
        compiler.c(
            "last.so",
            "static const char *const words[] = {\"one\", \"two\"}; int F(int i) { return words[i][0]; }",
            "-nostdlib",
            "-fuse-ld=lld",
            "-Wl,-z,common-page-size=65536,-z,max-page-size=65536");
    Elf.Load last = Elf.of(file).loads().getLast();
    LocalPlugin plugin = Loader.openLocal(file);

    assertThat(Loaded.by(plugin).call("F", 1)).isEqualTo('t');
    assertThat(protection(pagesOf(plugin), plugin.image().base() + last.address()))
        .isEqualTo("r--");
    assertThat(plugin.image().span()).isLessThan(last.address() + 2 * 4096);
  }

  @Test
  void thePackedRelocationsAreThere() {
    Path file = compiler.c("packed.so", SOURCE, "-Wl,-z,pack-relative-relocs");
    assertThat(Elf.of(file).readelf("-d")).contains("(RELR)");
    assertThat(Loaded.byAlfheim(file).call("F")).isEqualTo(112);
  }

  @Test
  void nothingIsWritableAndExecutable() {
    LocalPlugin plugin = Loader.openLocal(compiler.c("wx.so", SOURCE));

    assertThat(pagesOf(plugin))
        .isNotEmpty()
        .noneMatch(p -> p.protection().contains("w") && p.protection().contains("x"))
        .anyMatch(p -> p.protection().equals("r-x"))
        .anyMatch(p -> p.protection().equals("rw-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Wl,-z,separate-code", "-Wl,-z,noseparate-code"})
  void everySegmentHasItsOwnProtectionAndNoMore(String option) {
    Path file = compiler.c("protection" + option.length() + ".so", SOURCE, option);
    LocalPlugin plugin = Loader.openLocal(file);
    List<Pages> pages = pagesOf(plugin);

    for (Elf.Load load : Elf.of(file).loads()) {
      String expected =
          "r" + (load.flags().contains("W") ? "w" : "-") + (load.flags().contains("E") ? "x" : "-");
      long last = plugin.image().base() + load.address() + load.memorySize() - 1;
      assertThat(protection(pages, last)).isEqualTo(expected);
    }
  }

  @Test
  void whatIsReadOnlyAfterRelocationIsSealed() {
    Path file = compiler.c("relro.so", SOURCE, "-Wl,-z,relro,-z,now");
    LocalPlugin plugin = Loader.openLocal(file);
    List<Pages> pages = pagesOf(plugin);
    long base = plugin.image().base();

    assertThat(protection(pages, Loaded.by(plugin).callLong("address"))).isEqualTo("r--");
    assertThat(protection(pages, base + Elf.of(file).section(".got").address())).isEqualTo("r--");
    assertThat(protection(pages, base + Elf.of(file).section(".dynamic").address()))
        .isEqualTo("r--");
    assertThat(protection(pages, base + Elf.of(file).section(".init_array").address()))
        .isEqualTo("r--");
    assertThat(protection(pages, plugin.lookup("exported").segment().address())).isEqualTo("rw-");
  }

  @Test
  void holesBetweenSegmentsCanBeNeitherReadNorWritten() {
    Path file =
        compiler.c("holes.so", SOURCE, "-Wl,-z,max-page-size=2097152", "-Wl,-z,separate-code");
    LocalPlugin plugin = Loader.openLocal(file);
    List<Pages> pages = pagesOf(plugin);
    List<Elf.Load> loads = Elf.of(file).loads();
    long base = plugin.image().base();
    long hole = (base + loads.get(0).address() + loads.get(0).memorySize() + 4095) & -4096;
    assertThat(hole).isLessThan(base + loads.get(1).address());

    assertThat(protection(pages, hole)).isEqualTo("---");
  }

  @Test
  void zeroedMemoryBeginsInTheMiddleOfAPage() {
    // The bytes after the file's part of the segment are section headers and strings in the file.
    Path file =
        compiler.c(
            "midpage.so",
            """
            static char head[17] = {1};
            static char zeros[4000];
            int dirt(void) {
              int n = 0;
              for (unsigned i = 0; i < sizeof zeros; i++) n += zeros[i] != 0;
              return n;
            }
            int keep(void) { return head[0] + zeros[0]; }
            long where(void) { return (long) zeros; }
            """);
    Elf.Load data = Elf.of(file).loads().getLast();
    assertThat((data.address() + data.fileSize()) % 4096).isNotZero();
    assertThat(data.memorySize()).isGreaterThan(data.fileSize());

    assertThat(Loaded.byAlfheim(file).call("dirt")).isZero();
  }

  @Test
  void aHugeZeroedAreaCostsAddressesOnly() {
    Path file =
        compiler.c(
            "huge.so",
            """
            static char huge[8L << 30];
            int F(long i) { return huge[i]++ + huge[i]; }
            """);
    Loaded plugin = Loaded.byAlfheim(file);

    assertThat(plugin.call("F", 0)).isEqualTo(1);
    assertThat(plugin.call("F", (8L << 30) - 1)).isEqualTo(1);
  }

  @Test
  void refusedImagesGiveTheirAddressesBack() {
    String unresolved =
        "static char huge[4L << 30]; extern int nobody(void); int F(void) { return nobody() + huge[9]; }";
    Path missing = compiler.c("missing.so", unresolved);
    Path damaged = damagedConstructor("static char huge[4L << 30]; char *F(void) { return huge; }");
    Refused.of(missing);
    Refused.of(damaged);
    long before = Traces.addressSpace();
    for (int i = 0; i < 10; i++) {
      Refused.of(missing);
      Refused.of(damaged);
    }

    assertThat(Traces.addressSpace() - before).isLessThan(4L << 30);
  }

  /** An image that is refused only when it is mapped and relocated. */
  private Path damagedConstructor(String source) {
    Path good =
        compiler.c("undamaged.so", "__attribute__((constructor)) static void c(void) {}" + source);
    long array = Elf.of(good).section(".init_array").address();
    Elf.Section table = Elf.of(good).section(".rela.dyn");
    return Elf.of(good)
        .patched(
            "damaged.so",
            bytes -> {
              for (long at = table.offset(); at < table.offset() + table.size(); at += 24) {
                if (bytes.getLong((int) at) == array) {
                  bytes.putLong((int) at + 16, 0);
                }
              }
            });
  }

  @Test
  void anImageWithoutWritableDataOpens() {
    Path file =
        compiler.c("readonly.so", "int F(int n) { return n + 1; }", "-nostdlib", "-Wl,-z,norelro");
    assertThat(Loaded.byAlfheim(file).call("F", 4)).isEqualTo(5);
  }

  @Test
  void anImageWithoutCodeOpens() {
    Path file = compiler.c("data.so", "int numbers[] = {4, 5}; int *p = numbers;", "-nostdlib");
    Loaded plugin = Loaded.byAlfheim(file);
    assertThat(plugin.longAt("p")).isEqualTo(plugin.address("numbers").address());
  }

  @Test
  void manySegmentsWithGapsAndOddSizesHoldTheirContent() {
    Path script = linkerScript();
    Path file =
        compiler.c(
            "segments.so",
            """
            __attribute__((section(".dfirst"))) int first[1000] = {1};
            __attribute__((section(".dsecond"))) int second[2000] = {2};
            __attribute__((section(".dthird"))) int third[3] = {3};
            int *pointers[] = {first, second, third};
            int F(void) { return *pointers[0] + *pointers[1] * 10 + *pointers[2] * 100; }
            """,
            "-nostdlib",
            "-Wl,-T," + script);
    assertThat(Elf.of(file).loads()).hasSizeGreaterThan(4);

    assertThat(Loaded.byAlfheim(file).call("F")).isEqualTo(321);
  }

  private Path linkerScript() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "PHDRS { head PT_LOAD FLAGS(4) FILEHDR PHDRS; text PT_LOAD FLAGS(5); a PT_LOAD FLAGS(6);");
    lines.add(
        "b PT_LOAD FLAGS(6); c PT_LOAD FLAGS(6); d PT_LOAD FLAGS(6); dynamic PT_DYNAMIC FLAGS(6); }");
    lines.add(
        "SECTIONS { . = 0x1000 + SIZEOF_HEADERS; .hash : { *(.hash) } :head .gnu.hash : { *(.gnu.hash) }");
    lines.add(".dynsym : { *(.dynsym) } .dynstr : { *(.dynstr) } .rela.dyn : { *(.rela.*) }");
    lines.add(". = 0x7000; .text : { *(.text*) } :text");
    lines.add(". = 0x12100; .dfirst : { *(.dfirst) } :a");
    lines.add(". = 0x30200; .dsecond : { *(.dsecond) } :b");
    lines.add(". = 0x100300; .dthird : { *(.dthird) } :c");
    lines.add(
        ". = 0x200000; .data : { *(.data*) *(.got*) } :d .dynamic : { *(.dynamic) } :d :dynamic");
    lines.add("/DISCARD/ : { *(.note*) *(.comment) *(.eh_frame*) } }");
    try {
      return Files.write(folder.resolve("script.ld"), lines);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLibraryOfTheSystemIsMappedWhereItLiesAndAnyOtherFileIsCopied() throws IOException {
    Path system = Path.of("/usr/lib/x86_64-linux-gnu/gconv/ISO8859-16.so").toRealPath();
    Path copy = Files.copy(system, folder.resolve("copied-ISO8859-16.so"));
    Loader.openLocal(system);
    Loader.openLocal(copy);

    assertThat(Traces.mappings())
        .anyMatch(line -> line.contains(" r-xp ") && line.endsWith(" " + system))
        .anyMatch(line -> line.contains(" r-xp ") && line.contains("/memfd:" + copy.getFileName()))
        .noneMatch(line -> line.contains("/memfd:" + system.getFileName()))
        .noneMatch(line -> line.contains(copy.toString()));
  }
}
