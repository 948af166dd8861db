package org.alfheim.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.alfheim.elf.ElfException;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.plugin.Waiver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is done, and what is not. */
@Timeout(60)
class PlannerTest {
  private static final String CONSTRUCTOR =
      """
      int V = 7;
      __attribute__((constructor)) static void begin(void) { V++; }
      __attribute__((destructor)) static void end(void) { V--; }
      int F(void) { return V; }
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @Test
  void anExecutableStackIsRefusedUnlessThatIsWaived() {
    Path file = compiler.c("stack.so", CONSTRUCTOR, "-Wl,-z,execstack");

    assertThatThrownBy(() -> Plans.of(file))
        .isInstanceOf(ElfException.class)
        .hasMessageStartingWith(file + ": the image asks for an executable stack");
    assertThat(
            new Planner(Map.of(), Set.of(Waiver.EXECUTABLE_STACK))
                .plan(Plans.image(file), Identity.file(file.toString())))
        .isNotNull();
  }

  @Test
  void anImageThatIsNotToBeOpenedByDlopenIsRefusedUnlessThatIsWaived() {
    Path file = compiler.c("nodlopen.so", CONSTRUCTOR, "-Wl,-z,nodlopen");

    assertThatThrownBy(() -> Plans.of(file))
        .isInstanceOf(ElfException.class)
        .hasMessageStartingWith(file + ": shared object cannot be dlopen()ed")
        .hasMessageEndingWith("link it without -z nodlopen, or open it with the waiver nodlopen");
    assertThat(
            new Planner(Map.of(), Set.of(Waiver.NODLOPEN))
                .plan(Plans.image(file), Identity.file(file.toString())))
        .isNotNull();
  }

  @Test
  void aTextRelocationIsRefusedUnlessThatIsWaived() {
    Path file =
        compiler.c(
            "text.so",
            "int V; __asm__(\".text\\n.globl T\\nT: .quad V\\n\"); int F(void) { return V; }",
            "-Wl,-z,notext",
            "-Wl,--no-warnings");

    assertThatThrownBy(() -> Plans.of(file))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("text relocation");
    Plan plan =
        new Planner(Map.of(), Set.of(Waiver.TEXT_RELOCATIONS))
            .plan(Plans.image(file), Identity.file(file.toString()));
    assertThat(plan.patched()).singleElement().matches(segment -> segment.executable());
    assertThat(plan.layout().mappings())
        .noneMatch(mapping -> mapping.writable() && mapping.executable());
  }

  /** A change to the relocation of the first entry of an array: the bytes, and where it lies. */
  private Path changed(String array, BiConsumer<ByteBuffer, Integer> change) {
    Path plain = compiler.c("plain.so", CONSTRUCTOR);
    long entry = Elf.of(plain).section(array).address();
    Elf.Section table = Elf.of(plain).section(".rela.dyn");
    return Elf.of(plain)
        .patched(
            "changed.so",
            bytes -> {
              for (long at = table.offset(); at < table.offset() + table.size(); at += 24) {
                if (bytes.getLong((int) at) == entry) {
                  change.accept(bytes, (int) at);
                }
              }
            });
  }

  @Test
  void aFunctionOutsideTheCodeIsRefused() {
    Path constructor = changed(".init_array", (bytes, at) -> bytes.putLong(at + 16, 0));
    assertThatThrownBy(() -> Plans.of(constructor))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("entry 0 points to 0x0, outside the image's code (DT_INIT_ARRAY)");
    Path destructor = changed(".fini_array", (bytes, at) -> bytes.putLong(at + 16, 1L << 40));
    assertThatThrownBy(() -> Plans.of(destructor))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("outside the image's code (DT_FINI_ARRAY)");
  }

  @Test
  void aFunctionThatNoRelocationGivesIsRefused() {
    Path file = changed(".init_array", (bytes, at) -> bytes.putInt(at + 8, 0));

    assertThatThrownBy(() -> Plans.of(file))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("entry 0 is no function of the image (DT_INIT_ARRAY)");
  }

  @Test
  void aRelocationAcrossTwoEntriesIsRefused() {
    Path file = changed(".init_array", (bytes, at) -> bytes.putLong(at, bytes.getLong(at) + 4));

    assertThatThrownBy(() -> Plans.of(file))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("changes part of an entry (DT_INIT_ARRAY)");
  }

  @Test
  void aFunctionOfAnotherImageIsRefused() {
    Path file =
        compiler.c(
            "foreign.so",
            """
            #include <stdlib.h>
            __attribute__((section(".init_array"))) void (*entry)(void) = abort;
            """);

    assertThatThrownBy(() -> Plans.of(file))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("is no function of the image (DT_INIT_ARRAY)");
  }

  @Test
  void anExportedFunctionOfTheImageMayBeAConstructor() {
    Path file =
        compiler.c(
            "exported.so",
            """
            int runs;
            void exported(void) { runs++; }
            __attribute__((section(".init_array"))) void (*entry)(void) = exported;
            """);
    assertThat(Elf.of(file).readelf("-r")).containsPattern("R_X86_64_64 .* exported \\+ 0");

    assertThat(Plans.of(file).initialization().initArray().count()).isEqualTo(2);
  }

  @Test
  void constructorsInPackedRelocationsAreFound() {
    Path file = compiler.c("packed.so", CONSTRUCTOR, "-Wl,-z,pack-relative-relocs");
    assertThat(Elf.of(file).readelf("-d")).contains("(RELR)");

    assertThat(Plans.of(file).initialization().initArray().count()).isEqualTo(2);
  }

  @Test
  void aRefusalNamesTheRelocationsTable() {
    Path plain =
        compiler.c("jump.so", "int abs(int); int F(void) { return abs(3); }", "-fno-builtin");
    int at = (int) Elf.of(plain).section(".rela.plt").offset();
    Path file = Elf.of(plain).patched("jump2.so", bytes -> bytes.putLong(at, 0x10));

    assertThatThrownBy(() -> Plans.of(file))
        .isInstanceOf(ElfException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining("0x10")
        .hasMessageContaining("(DT_JMPREL)");
  }

  @Test
  void aResolverOutsideTheCodeIsRefused() {
    Path plain =
        compiler.c(
            "ifunc.so",
            """
            static int one(void) { return 1; }
            static void *choose(void) { return one; }
            static int f(void) __attribute__((ifunc("choose")));
            int F(void) { return f(); }
            """);
    Elf.Section table = Elf.of(plain).section(".rela.plt");
    Path file =
        Elf.of(plain)
            .patched(
                "ifunc2.so",
                bytes -> {
                  for (long at = table.offset(); at < table.offset() + table.size(); at += 24) {
                    if (bytes.getInt((int) at + 8) == 37) {
                      bytes.putLong((int) at + 16, 0);
                    }
                  }
                });

    assertThatThrownBy(() -> Plans.of(file))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("resolver at 0x0");
  }

  @Test
  void aStaticOffsetOfWhatIsNotThreadLocalIsRefused() {
    Path plain =
        compiler.c("function.so", "int abs(int); int F(void) { return abs(3); }", "-fno-builtin");
    int at = (int) Elf.of(plain).section(".rela.plt").offset();
    Path file = Elf.of(plain).patched("offset.so", bytes -> bytes.putInt(at + 8, 18));
    assertThat(Elf.of(file).readelf("-r")).containsPattern("R_X86_64_TPOFF64 .* abs");

    // ld.so would divide by the alignment of thread-local storage that a library does not have.
    assertThatThrownBy(() -> Plans.of(file))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("abs, which is not thread-local");
  }

  @Test
  void thePlanIsTheSameEachTime() {
    Path file = Path.of("/usr/lib/x86_64-linux-gnu/libstdc++.so.6");
    Plan one = Plans.of(file);
    Plan two = Plans.of(file);

    assertThat(two.fixups().stream().toList()).isEqualTo(one.fixups().stream().toList());
    assertThat(two.slots()).isEqualTo(one.slots());
    assertThat(two.layout()).isEqualTo(one.layout());
    assertThat(Plans.write(two.carrier(), folder.resolve("two")))
        .hasSameBinaryContentAs(Plans.write(one.carrier(), folder.resolve("one")));
  }
}
