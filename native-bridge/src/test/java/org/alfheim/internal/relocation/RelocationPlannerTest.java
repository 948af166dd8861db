package org.alfheim.internal.relocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.RelocationType;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.Plans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written where, against readelf's list of an image's relocations. */
@Timeout(60)
class RelocationPlannerTest {
  private static final Pattern RELOCATION =
      Pattern.compile(
          "^([0-9a-f]{16})\\s+[0-9a-f]{16} (R_X86_64_\\w+)\\s+(?:([0-9a-f]{16}) (\\S+?)(?:@\\S+)? \\+ )?([0-9a-f]+)?",
          Pattern.MULTILINE);

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  /** A relocation as readelf prints it. */
  private record Printed(long place, String type, String symbol, long addend) {}

  private static List<Printed> printed(Path file) {
    return RELOCATION
        .matcher(Elf.of(file).readelf("-r"))
        .results()
        .map(line ->
            new Printed(
                Long.parseUnsignedLong(line.group(1), 16),
                line.group(2),
                line.group(4),
                line.group(5) == null ? 0 : Long.parseUnsignedLong(line.group(5), 16)))
        .toList();
  }

  static List<Path> systemLibraries() {
    List<Path> libraries = new ArrayList<>();
    for (String name : List.of("libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1")) {
      libraries.add(Path.of("/usr/lib/x86_64-linux-gnu").resolve(name));
    }
    libraries.add(Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so"));
    return libraries;
  }

  @ParameterizedTest
  @MethodSource("systemLibraries")
  void everyRelocationHasItsFixup(Path file) {
    Plan plan = Plans.of(file);
    Map<Long, Fixup> fixups = new HashMap<>();
    plan.fixups().stream().forEach(fixup -> fixups.put(fixup.target().value(), fixup));
    List<Printed> relocations = printed(file);
    assertThat(relocations).isNotEmpty();

    for (Printed relocation : relocations) {
      Fixup fixup = fixups.get(relocation.place());
      assertThat(fixup).as("%s", relocation).isNotNull();
      switch (relocation.type()) {
        case "R_X86_64_RELATIVE" -> {
          assertThat(fixup.kind()).isEqualTo(Fixup.Kind.BIAS);
          assertThat(fixup.operand()).isEqualTo(relocation.addend());
        }
        case "R_X86_64_IRELATIV" -> {
          assertThat(fixup.kind()).isEqualTo(Fixup.Kind.RESOLVED);
          assertThat(fixup.operand()).isEqualTo(relocation.addend());
        }
        case "R_X86_64_64" -> {
          if (fixup.kind() == Fixup.Kind.SLOT) {
            assertThat(fixup.operand()).isEqualTo(relocation.addend());
            assertThat(symbol(plan, fixup)).isEqualTo(relocation.symbol());
          }
        }
        case "R_X86_64_GLOB_DAT", "R_X86_64_JUMP_SLO" -> {
          if (fixup.kind() == Fixup.Kind.SLOT) {
            assertThat(fixup.operand()).isZero();
            assertThat(symbol(plan, fixup)).isEqualTo(relocation.symbol());
          } else {
            assertThat(fixup.kind())
                .isIn(
                    Fixup.Kind.BIAS, Fixup.Kind.CONSTANT, Fixup.Kind.RESOLVED, Fixup.Kind.INDIRECT);
          }
        }
        case "R_X86_64_DTPMOD64", "R_X86_64_TPOFF64" ->
            assertThat(fixup.kind()).isEqualTo(Fixup.Kind.SLOT);
        default -> assertThat(fixup.kind()).isNotNull();
      }
    }
    assertThat(plan.fixups().stream().filter(f -> f.kind() != Fixup.Kind.ADD_BIAS).count())
        .isEqualTo(relocations.stream().map(Printed::place).distinct().count());
  }

  private static String symbol(Plan plan, Fixup fixup) {
    int word = 0;
    for (Slot slot : plan.slots()) {
      if (word == fixup.slot()) {
        return plan.image().symbols().get(slot.symbol()).name();
      }
      word += slot.words();
    }
    throw new AssertionError("no slot " + fixup.slot());
  }

  @Test
  void functionsThatChooseAnAddressComeLast() {
    Plan plan = Plans.of(Path.of("/usr/lib/x86_64-linux-gnu/libm.so.6"));
    List<Fixup.Kind> kinds = plan.fixups().stream().map(Fixup::kind).toList();
    int first = kinds.indexOf(Fixup.Kind.RESOLVED);

    assertThat(first).isPositive();
    assertThat(kinds.subList(first, kinds.size())).containsOnly(Fixup.Kind.RESOLVED);
  }

  @Test
  void packedRelocationsComeFirstAndAreThoseOfReadelf() {
    Path file =
        compiler.c(
            "packed.so",
            "static int v[200]; int *p[200] = {[3] = v, [100] = v + 7, [199] = v + 1};",
            "-Wl,-z,pack-relative-relocs");
    // readelf prints the address of each word that the table names, 16 digits on a line.
    List<Long> expected =
        Pattern.compile("^([0-9a-f]{16})$", Pattern.MULTILINE)
            .matcher(Elf.of(file).readelf("-r"))
            .results()
            .map(line -> Long.parseUnsignedLong(line.group(1), 16))
            .toList();
    List<Long> actual =
        Plans.of(file).fixups().stream()
            .takeWhile(fixup -> fixup.kind() == Fixup.Kind.ADD_BIAS)
            .map(fixup -> fixup.target().value())
            .toList();

    assertThat(expected).isNotEmpty();
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void oneSymbolIsAskedForOnce() {
    Plan plan =
        Plans.of(
            compiler.c(
                "once.so",
                """
                #include <stdlib.h>
                int (*a)(const char *) = atoi, (*b)(const char *) = atoi;
                int F(void) { return atoi("1"); }
                """,
                "-fno-builtin"));
    List<String> names =
        plan.slots().stream()
            .map(slot -> plan.image().symbols().get(slot.symbol()))
            .map(ElfSymbol::name)
            .toList();

    assertThat(names).doesNotHaveDuplicates().contains("atoi");
  }

  @Test
  void whatNobodyCanReplaceIsNotAskedFor() {
    Plan plan =
        Plans.of(
            compiler.c(
                "own.so",
                """
                __attribute__((visibility("protected"))) int guarded = 1;
                __attribute__((visibility("hidden"))) int hidden = 2;
                static int local = 3;
                int open_to_all = 4;
                int *p[] = {&guarded, &hidden, &local, &open_to_all};
                """,
                "-nostdlib"));

    assertThat(plan.slots()).extracting(Slot::type).containsOnly(RelocationType.R_X86_64_GLOB_DAT);
    assertThat(plan.slots())
        .extracting(slot -> plan.image().symbols().get(slot.symbol()).name())
        .containsExactly("open_to_all");
  }

  @Test
  void whatIsAskedForInOneRelocationIsStillNotAskedForInOthers() {
    Path file = compiler.c("twice.so", "extern int other; int *first = &other, *second = &other;");
    Elf elf = Elf.of(file);
    long relocations = elf.section(".rela.dyn").offset();
    long symbols = elf.section(".dynsym").offset();
    Path changed =
        elf.patched(
            "changed.so",
            bytes -> {
              int at = (int) relocations;
              while (bytes.getInt(at + 8) != RelocationType.R_X86_64_64) {
                at += 24;
              }
              /* Hidden: nobody can define it. */
              bytes.put((int) symbols + 24 * bytes.getInt(at + 12) + 5, (byte) 2);
              bytes.putInt(at + 8, RelocationType.R_X86_64_32);
            });

    assertThat(Plans.of(changed).fixups().stream().map(Fixup::kind))
        .containsOnlyOnce(Fixup.Kind.SLOT_32)
        .contains(Fixup.Kind.CONSTANT);
  }

  @Test
  void symbolicBindingAsksForImportsOnly() {
    Plan plan =
        Plans.of(
            compiler.c(
                "symbolic.so",
                "int open_to_all = 4; int *p = &open_to_all; extern char **environ; char ***q = &environ;",
                "-nostdlib",
                "-Wl,-Bsymbolic"));

    assertThat(plan.slots())
        .extracting(slot -> plan.image().symbols().get(slot.symbol()).name())
        .containsExactly("environ");
  }
}
