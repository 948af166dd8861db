package org.alfheim.internal.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.Planner;
import org.alfheim.internal.plan.Plans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The object that stands for an image in the C library's loader, as readelf and dlopen see it. */
@Timeout(60)
class CarrierTest {
  private static final String SOURCE =
      """
      #include <stdexcept>
      #include <cstdlib>
      static int target = 1;
      thread_local int *pointer = &target;
      thread_local long wide __attribute__((aligned(256))) = 7;
      extern "C" int V = 3;
      extern "C" int *addresses(int i) { return i ? &V : pointer; }
      extern "C" int F(int n) { if (n > 9) throw std::out_of_range("n"); return V + wide + atoi("5"); }
      __attribute__((constructor)) static void c() { V++; }
      __attribute__((destructor)) static void d() { V--; }
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  private Path library(String name) {
    return compiler.cpp(
        name,
        SOURCE,
        "-Wl,-soname,lib" + name + ".1",
        "-Wl,-rpath,$ORIGIN/lib:/opt",
        compiler.versions("map", "V1 { global: V; addresses; }; V2 { global: F; local: *; } V1;"));
  }

  @Test
  void readelfReadsItWithoutAComplaint() {
    Plan plan = Plans.of(library("whole.so"));
    Path carrier = Plans.write(plan.carrier(), folder.resolve("carrier"));
    String text = Elf.of(carrier).readelf("-h", "-l", "-d", "-r", "-D", "-s");
    assertThat(text.toLowerCase(Locale.ROOT))
        .doesNotContain("warning:")
        .doesNotContain("error:")
        .doesNotContain("corrupt")
        .contains("dyn (shared object file)")
        .contains("advanced micro devices x86-64");
  }

  @Test
  void itsHeadersReserveTheImagesRangeAndNothingIsWritableAndExecutable() {
    Path file = library("headers.so");
    Plan plan = Plans.of(file);
    Path carrier = Plans.write(plan.carrier(), folder.resolve("carrier"));
    List<Elf.Load> loads = Elf.of(carrier).loads();
    Elf.Load last = Elf.of(file).loads().getLast();

    assertThat(loads).hasSize(3);
    assertThat(loads.getFirst().address()).isZero();
    assertThat(loads.getFirst().fileSize()).isZero();
    assertThat(loads.getFirst().memorySize())
        .isEqualTo((last.address() + last.memorySize() + 4095) & -4096);
    assertThat(loads.getFirst().flags()).isBlank();
    assertThat(loads.get(1).flags()).isEqualTo("RW ");
    assertThat(loads.get(1).address()).isGreaterThanOrEqualTo(loads.getFirst().memorySize());
    assertThat(loads.getLast().flags()).isEqualTo("R E");
    assertThat(loads.getLast().fileSize()).isLessThan(2048);
    assertThat(headers(carrier, "GNU_STACK")).singleElement().asString().contains(" RW ");
  }

  @Test
  void itsSpanIsThatOfItsSegments() {
    Carrier carrier = Plans.of(library("span.so")).carrier();
    List<Elf.Load> loads = Elf.of(Plans.write(carrier, folder.resolve("carrier"))).loads();
    long end = loads.getLast().address() + loads.getLast().memorySize();
    assertThat(carrier.span())
        .isEqualTo(((end + 4095) & -4096) - (loads.getFirst().address() & -4096));
  }

  @Test
  void theUnwindTableIsTheImagesOwn() {
    Path file = library("unwind.so");
    Path carrier = Plans.write(Plans.of(file).carrier(), folder.resolve("carrier"));
    Elf.Section table = Elf.of(file).section(".eh_frame_hdr");

    assertThat(headers(carrier, "GNU_EH_FRAME"))
        .singleElement()
        .asString()
        .contains("0x%016x".formatted(table.address()));
  }

  @Test
  void threadLocalStorageHasTheImagesSizesAndAlignment() {
    Path file = library("tls.so");
    Path carrier = Plans.write(Plans.of(file).carrier(), folder.resolve("carrier"));
    Pattern sizes = Pattern.compile("TLS\\s+0x\\S+ 0x(\\S+) 0x\\S+ (0x\\S+ 0x\\S+) R\\s+0x(\\S+)");
    Matcher original = sizes.matcher(Elf.of(file).readelf("-l"));
    Matcher copied = sizes.matcher(Elf.of(carrier).readelf("-l"));
    assertThat(original.find()).isTrue();
    assertThat(copied.find()).isTrue();

    assertThat(copied.group(2)).isEqualTo(original.group(2));
    assertThat(copied.group(3)).isEqualTo(original.group(3));
    long align = Long.parseLong(original.group(3), 16);
    assertThat(Long.parseLong(copied.group(1), 16) % align)
        .isEqualTo(Long.parseLong(original.group(1), 16) % align);
  }

  @Test
  void itsSymbolsAndVersionsAreTheImages() {
    Path file = library("symbols.so");
    Path carrier = Plans.write(Plans.of(file).carrier(), folder.resolve("carrier"));

    assertThat(exported(carrier)).isEqualTo(exported(file)).hasSize(5);
    assertThat(Elf.of(carrier).readelf("-D", "-s")).contains("strtol@GLIBC_2.2.5");
  }

  /** Name, version, value, size and type of each symbol that is defined. */
  private static List<String> exported(Path file) {
    return Pattern.compile(
            "^\\s*\\d+: (\\S+)\\s+(\\S+) (\\S+)\\s+(GLOBAL|WEAK)\\s+DEFAULT\\s+(\\d+|ABS) (\\S+)",
            Pattern.MULTILINE)
        .matcher(Elf.of(file).readelf("-D", "-s"))
        .results()
        .map(
            line -> line.group(6) + " " + line.group(1) + " " + line.group(2) + " " + line.group(3))
        .sorted()
        .toList();
  }

  @Test
  void itNeedsWhatTheImageNeedsByTheSamePaths() {
    Path file = library("needs.so");
    String dynamic =
        Elf.of(Plans.write(Plans.of(file).carrier(), folder.resolve("carrier"))).readelf("-d");

    assertThat(dynamic)
        .contains("(SONAME)", "libneeds.so.1", "[libstdc++.so.6]", "[libc.so.6]")
        .contains("[" + folder + "/lib:/opt]")
        .doesNotContain("$ORIGIN");
  }

  @Test
  void anImageInMemoryHasNeitherASonameNorAFolder() {
    Path file = library("memory.so");
    Plan plan =
        new Planner(Map.of(), Set.of()).plan(Plans.image(file), Identity.memory("memory.so#1"));
    String dynamic = Elf.of(Plans.write(plan.carrier(), folder.resolve("carrier"))).readelf("-d");

    assertThat(dynamic).doesNotContain("(SONAME)").contains("[/opt]");
  }

  @Test
  void anOpenPluginTakesThePlaceOfTheLibraryOfItsSoname() {
    Path base =
        compiler.c("base.so", "int base(void) { return 1; }", "-Wl,-soname,libbase-soname.so");
    Path file =
        compiler.c("user.so", "int base(void); int F(void) { return base(); }", base.toString());
    Provider provider = new Provider("libbase-soname.so", "/proc/self/fd/./7", Plans.image(base));
    Plan plan = Plans.of(file, Map.of("libbase-soname.so", provider));

    assertThat(plan.dependencies().getFirst())
        .isEqualTo(new Dependency.OnPlugin("libbase-soname.so", provider));
    assertThat(Elf.of(Plans.write(plan.carrier(), folder.resolve("carrier"))).readelf("-d"))
        .contains("[/proc/self/fd/./7]")
        .doesNotContain("libbase-soname.so");
  }

  @Test
  void dlopenTakesItAndGivesTheImagesAddresses() {
    Path file = library("opened.so");
    Plan plan = Plans.of(file);
    Loaded carrier = Loaded.byDlopen(Plans.write(plan.carrier(), folder.resolve("carrier.so")));
    Loaded original = Loaded.byDlopen(file);

    assertThat(carrier.address("F").address() - carrier.address("V").address())
        .isEqualTo(original.address("F").address() - original.address("V").address());
  }

  @Test
  void anIndirectFunctionIsAStubInItsCode() {
    Path file =
        compiler.c(
            "indirect.so",
            """
            static int one(void) { return 1; }
            static void *choose(void) { return one; }
            int first(void) __attribute__((ifunc("choose")));
            int second(void) __attribute__((ifunc("choose")));
            int plain(void) { return 2; }
            """);
    Path carrier = Plans.write(Plans.of(file).carrier(), folder.resolve("carrier"));
    Elf.Load code = Elf.of(carrier).loads().getLast();
    SharedObject image = Plans.image(file);
    SharedObject stands = Plans.image(carrier);

    for (String name : List.of("first", "second")) {
      long stub = stands.symbols().value(stands.find(name).orElseThrow());
      assertThat(stub).isBetween(code.address(), code.address() + code.memorySize() - 24);
    }
    assertThat(stands.symbols().value(stands.find("first").orElseThrow()))
        .isNotEqualTo(stands.symbols().value(stands.find("second").orElseThrow()));
    assertThat(stands.symbols().value(stands.find("plain").orElseThrow()))
        .isEqualTo(image.symbols().value(image.find("plain").orElseThrow()));
    assertThat(
            stands
                .contentAt(
                    new Vaddr(stands.symbols().value(stands.find("second").orElseThrow())), 4)
                .toArray(ValueLayout.JAVA_BYTE))
        .as("endbr64")
        .containsExactly(0xf3, 0x0f, 0x1e, 0xfa);
  }

  @Test
  void theGateDefinesNothing() {
    Path file = library("gate.so");
    Path gate = Plans.write(Plans.of(file).carrier().gate(), folder.resolve("gate"));

    assertThat(Elf.of(gate).loads()).hasSize(2);
    assertThat(Elf.of(gate).readelf("-d"))
        .contains("[libstdc++.so.6]")
        .doesNotContain("(SONAME)")
        .doesNotContain("(GNU_HASH)");
    assertThat(Elf.of(gate).readelf("-l")).doesNotContain("TLS ").doesNotContain("GNU_EH_FRAME");
  }

  private static List<String> headers(Path file, String type) {
    return Elf.of(file)
        .readelf("-l")
        .lines()
        .filter(line -> line.strip().startsWith(type + " "))
        .toList();
  }
}
