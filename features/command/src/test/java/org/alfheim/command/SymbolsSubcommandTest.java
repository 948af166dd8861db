package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymbolsSubcommandTest {
  private static final Path LIBZ = Path.of("/lib/x86_64-linux-gnu/libz.so.1");
  private static final Path LIBC = Path.of("/lib/x86_64-linux-gnu/libc.so.6");

  @TempDir private Path folder;

  @Test
  void listsWhatAFileExports() {
    Path file =
        Tool.gcc(
            folder,
            "libmix.so",
            """
            int V = 7;
            __thread char T;
            int add(int a, int b) { return a + b; }
            __attribute__((visibility("hidden"))) int unseen = 1;
            static int local = 2;
            int *keep(void) { return local ? &local : &unseen; }
            extern int missing(void) __attribute__((weak));
            int weak(void) { return missing ? 1 : 0; }
            """);

    Run run = Run.alfheim("symbols", file);

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines().getFirst()).matches("NAME +VERSION +KIND +SIZE +OFFSET");
    assertThat(run.lines().subList(1, run.lines().size()))
        .satisfiesExactly(
            line -> assertThat(line).matches("T +tls +1 +0x0"),
            line -> assertThat(line).matches("V +variable +4 +0x[0-9a-f]+"),
            line -> assertThat(line).matches("add +function +\\d+ +0x[0-9a-f]+"),
            line -> assertThat(line).matches("keep +function +\\d+ +0x[0-9a-f]+"),
            line -> assertThat(line).matches("weak +function +\\d+ +0x[0-9a-f]+"));
  }

  @Test
  void hasNamesOfCppAsPeopleWriteThemInALastColumn() {
    Path file =
        Tool.cpp(
            folder,
            "libns.so",
            "namespace ns { int f(const char *) { return 1; } } extern \"C\" int c(void) { return 2; }");

    assertThat(Run.alfheim("symbols", file).lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("NAME +VERSION +KIND +SIZE +OFFSET  DEMANGLED"),
            line ->
                assertThat(line)
                    .matches("_ZN2ns1fEPKc +function +\\d+ +0x[0-9a-f]+  ns::f\\(char const\\*\\)"),
            line -> assertThat(line).matches("c +function +\\d+ +0x[0-9a-f]+"));
    assertThat(Run.alfheim("symbols", "--json", file).jsonObjects())
        .satisfiesExactly(
            symbol ->
                assertThat(symbol)
                    .containsEntry("name", "_ZN2ns1fEPKc")
                    .containsEntry("demangled", "ns::f(char const*)"),
            symbol -> assertThat(symbol).doesNotContainKey("demangled"));
  }

  @Test
  void hasTypesThatAreKnownAndBelowTheTableWhoKnowsThem() {
    Path file =
        Tool.gcc(folder, "libtyped.so", "int add(int a, int b) { return a + b; }", "-shared", "-g");

    assertThat(Run.alfheim("symbols", file).lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("NAME +VERSION +KIND +SIZE +OFFSET  TYPE"),
            line -> assertThat(line).matches("add +function .*  int add\\(int a, int b\\)"),
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).isEqualTo("types known from DWARF of " + file));
    assertThat(Run.alfheim("symbols", "--json", file).jsonObjects())
        .singleElement()
        .satisfies(symbol ->
            assertThat(symbol)
                .containsEntry("type", "int add(int a, int b)")
                .containsEntry("typeFrom", "DWARF of " + file));
  }

  @Test
  void hasTheTypeOfEachVersionOfAName() throws IOException {
    Path versions =
        Files.writeString(
            folder.resolve("get.map"), "V1 { global: get; local: *; }; V2 { global: get; } V1;");
    Path file =
        Tool.gcc(
            folder,
            "libversions.so",
            """
            int get_old(int a) { return a; }
            long get_new(long a, long b) { return a + b; }
            __asm__(".symver get_old,get@V1");
            __asm__(".symver get_new,get@@V2");
            """,
            "-shared",
            "-g",
            "-Wl,--version-script=" + versions);

    assertThat(Run.alfheim("symbols", file).lines().subList(1, 3))
        .satisfiesExactly(
            line -> assertThat(line).matches("get +@V1 +function .*  int get\\(int a\\)"),
            line ->
                assertThat(line).matches("get +@@V2 +function .*  long get\\(long a, long b\\)"));
  }

  @Test
  void agreesWithReadelfOnAVersionedLibrary() throws IOException {
    for (Path file : List.of(LIBZ, LIBC)) {
      Set<String> listed = new TreeSet<>();
      for (Map<String, Object> symbol : Run.alfheim("symbols", "--json", file).jsonObjects()) {
        String version =
            symbol.containsKey("version")
                ? (symbol.get("default").equals(true) ? "@@" : "@") + symbol.get("version")
                : "";
        listed.add(
            "%s%s %x %s"
                .formatted(
                    symbol.get("name"),
                    version,
                    ((Number) symbol.get("offset")).longValue(),
                    symbol.get("size")));
      }

      assertThat(listed).hasSizeGreaterThan(80).isEqualTo(readelf(file));
    }
  }

  /** Rows such as {@code 12: 0000000000002a40 1107 FUNC GLOBAL DEFAULT 13 crc32@@ZLIB_1.2.0}. */
  private static Set<String> readelf(Path file) {
    return Tool.run("readelf", "--wide", "--dyn-syms", file.toString())
        .lines()
        .map(line -> line.strip().split(" +"))
        .filter(row -> row.length == 8 && row[0].matches("\\d+:"))
        // An absolute symbol without a size stands for a version.
        .filter(row ->
            !row[6].equals("UND")
                && !(row[6].equals("ABS") && row[2].equals("0"))
                && !row[4].equals("LOCAL")
                && Set.of("DEFAULT", "PROTECTED").contains(row[5]))
        .map(row ->
            "%s %x %d".formatted(row[7], Long.parseUnsignedLong(row[1], 16), Long.decode(row[2])))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void marksTheVersionThatALookupByNameFinds() {
    assertThat(Run.alfheim("symbols", LIBC).lines())
        .anyMatch(line -> line.matches("memcpy +@@GLIBC_2.14 +function .*"))
        .anyMatch(line -> line.matches("memcpy +@GLIBC_2.2.5 +function .*"));
  }

  @Test
  void refusesWhatIsNoSharedObjectInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "nothing to load here");

    assertRefused(text, text + ": invalid filetype, only ELF64 supported.*");
    assertRefused(folder, folder + ": this is a directory; name a file in it");
    assertRefused(Path.of("/nowhere/lib.so"), "/nowhere/lib.so: no such file");
    assertRefused(
        Path.of("libz.so.1"),
        "libz.so.1: no such file here; there is /lib/x86_64-linux-gnu/libz.so.1");
    assertRefused(Path.of("/dev/null"), "/dev/null: not a regular file");
    assertRefused(
        Files.createFile(folder.resolve("empty.so")),
        folder + "/empty.so: invalid filetype.*empty.*");
  }

  private static void assertRefused(Path file, String complaint) {
    Run run = Run.alfheim("symbols", file);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).matches("alfheim: " + complaint + "\n");
  }
}
