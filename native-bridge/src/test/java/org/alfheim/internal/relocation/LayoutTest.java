package org.alfheim.internal.relocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.Vaddr;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.internal.plan.Plans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where segments go, against what readelf says of them. */
@Timeout(60)
class LayoutTest {
  private static final String SOURCE =
      """
      #include <stdlib.h>
      int filled[300] = {1};
      int empty[50000];
      const char *const words[] = {"one", "two"};
      int F(const char *n) { return atoi(n) + filled[3] + empty[5]; }
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-g0",
        "-Wl,-z,noseparate-code",
        "-Wl,-z,max-page-size=65536",
        "-Wl,-z,max-page-size=2097152",
        "-Wl,-z,norelro",
        "-Wl,-z,now",
        "-Wl,-Ttext-segment=0x400000"
      })
  void everyByteOfASegmentIsWhereItBelongs(String option) {
    Path file = compiler.c("layout.so", SOURCE, option);
    Layout layout = Layout.of(Plans.image(file));
    List<Elf.Load> loads = Elf.of(file).loads();

    assertThat(layout.start()).isEqualTo(new Vaddr(loads.getFirst().address() & -4096));
    Elf.Load last = loads.getLast();
    assertThat(layout.end())
        .isEqualTo(new Vaddr((last.address() + last.memorySize() + 4095) & -4096));
    assertThat(layout.align())
        .isEqualTo(loads.stream().mapToLong(Elf.Load::align).max().orElseThrow());
    for (Elf.Load load : loads) {
      long fileEnd = load.address() + load.fileSize();
      long end = load.address() + load.memorySize();
      assertThat(source(layout, load.address())).isEqualTo("file " + load.offset());
      assertThat(source(layout, fileEnd - 1))
          .isEqualTo("file " + (load.offset() + load.fileSize() - 1));
      if (end > fileEnd) {
        assertThat(source(layout, fileEnd)).isEqualTo("zero");
        assertThat(source(layout, end - 1)).isEqualTo("zero");
      }
    }
  }

  /** What lies at an address when all the steps have been done: the last one counts. */
  private static String source(Layout layout, long address) {
    String source = "nothing";
    for (Mapping mapping : layout.mappings()) {
      long distance = address - mapping.start().value();
      if (distance >= 0 && distance < mapping.size()) {
        source =
            switch (mapping) {
              case Mapping.FilePages pages -> "file " + (pages.fileOffset() + distance);
              case Mapping.ZeroPages _, Mapping.Clearing _ -> "zero";
            };
      }
    }
    return source;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Wl,-z,separate-code", "-Wl,-z,noseparate-code"})
  void eachSegmentHasThePermissionsOfItsHeader(String option) {
    Path file = compiler.c("permissions.so", SOURCE, option);
    Layout layout = Layout.of(Plans.image(file));

    List<String> permissions = new ArrayList<>();
    for (Mapping mapping : layout.mappings()) {
      if (mapping instanceof Mapping.FilePages) {
        permissions.add(
            "R" + (mapping.writable() ? "W" : " ") + (mapping.executable() ? "E" : " "));
      }
    }
    assertThat(permissions).isEqualTo(Elf.of(file).loads().stream().map(Elf.Load::flags).toList());
  }

  @Test
  void whatIsSealedIsTheWholePagesOfRelro() {
    Path file = compiler.c("relro.so", SOURCE, "-Wl,-z,now");
    long got = Elf.of(file).section(".got").address();
    long data = Elf.of(file).section(".data").address();
    Layout layout = Layout.of(Plans.image(file));
    Layout.Range sealed = layout.sealed().orElseThrow();

    assertThat(sealed.start().value() % 4096).isZero();
    assertThat(sealed.size() % 4096).isZero();
    assertThat(got).isBetween(sealed.start().value(), sealed.start().value() + sealed.size() - 1);
    assertThat(data).isGreaterThanOrEqualTo(sealed.start().value() + sealed.size());
    assertThat(Layout.writable(Plans.image(file), new Vaddr(got), 8)).isFalse();
    assertThat(Layout.writable(Plans.image(file), new Vaddr(data), 4)).isTrue();
    assertThat(Layout.writable(Plans.image(file), new Vaddr(0), 4)).isFalse();
  }

  @Test
  void nothingIsSealedWithoutRelro() {
    assertThat(Layout.of(Plans.image(compiler.c("norelro.so", SOURCE, "-Wl,-z,norelro"))).sealed())
        .isEmpty();
  }

  @Test
  void refusesASegmentThatIsWritableAndExecutable() {
    Path file =
        Elf.of(compiler.c("plain.so", SOURCE))
            .patched(
                "rwx.so",
                bytes -> {
                  for (int header = 64; header < 64 + 56 * bytes.getShort(56); header += 56) {
                    if (bytes.getInt(header) == 1) {
                      bytes.putInt(header + 4, 7);
                    }
                  }
                });
    assertThatThrownBy(() -> Layout.of(Plans.image(file)))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("p_flags");
  }
}
