package org.alfheim.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alfheim.elf.ElfException;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images whose tables are well-formed, and shaped so as to take whoever reads them for ever. */
@Timeout(60)
class LargeShapesTest {
  private static final int SYMBOLS = 5_000;
  private static final String LONG_NAME = "n".repeat(1 << 20);

  @TempDir Path folder;

  private Path image(String style) {
    String source =
        IntStream.range(0, SYMBOLS)
            .mapToObj(i -> "int variable" + i + ";")
            .collect(Collectors.joining("\n"));
    return new Compiler(folder).c("symbols-" + style + ".so", source, "-Wl,--hash-style=" + style);
  }

  private static void isRefused(Path image, String section, Consumer<ByteBuffer> change) {
    Elf elf = Elf.of(image);
    Elf.Section table = elf.section(section);
    Path hostile =
        elf.patched(
            "hostile.so",
            bytes ->
                change.accept(
                    bytes.slice((int) table.offset(), (int) table.size()).order(bytes.order())));
    assertThat(Plans.of(image).image().symbols().count()).isGreaterThan(SYMBOLS);
    assertThatThrownBy(() -> Plans.image(hostile))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("a hash chain of ");
  }

  @Test
  void aGnuHashTableOfOneLongChainIsRefused() {
    isRefused(
        image("gnu"),
        ".gnu.hash",
        table -> {
          int chains = 16 + 8 * table.getInt(8) + 4 * table.getInt(0);
          for (int at = chains; at < table.limit() - 4; at += 4) {
            table.putInt(at, table.getInt(at) & ~1);
          }
        });
  }

  @Test
  void aHashTableOfOneLongChainIsRefused() {
    isRefused(
        image("sysv"),
        ".hash",
        table -> {
          int buckets = table.getInt(0);
          int symbols = table.getInt(4);
          for (int bucket = 0; bucket < buckets; bucket++) {
            table.putInt(8 + 4 * bucket, bucket == 0 ? 1 : 0);
          }
          for (int symbol = 1; symbol < symbols; symbol++) {
            table.putInt(8 + 4 * (buckets + symbol), (symbol + 1) % symbols);
          }
        });
  }

  @Test
  @Timeout(60)
  void aLongNameIsNotDecodedForEachOfItsRelocations() {
    int relocations = 50_000;
    Path shortNamed =
        new Compiler(folder)
            .c(
                "short-name.so",
                """
                int target;
                __asm__(".globl %s; %s = target");
                __asm__(".data\\n.rept %d\\n.quad target\\n.endr\\n.text");
                """
                    .formatted(LONG_NAME, LONG_NAME, relocations));
    Elf elf = Elf.of(shortNamed);
    Plan plan = Plans.of(elf.patched("long-name.so", bytes -> rename(elf, bytes)));

    assertThat(plan.fixups().count()).isGreaterThanOrEqualTo(relocations);
    assertThat(String.join("\n", PlanText.of(plan, _ -> Optional.empty())))
        .hasSizeLessThan(100_000)
        .contains("nnn…");
  }

  /** Gives each symbol of the address of the long-named one its name too. */
  private static void rename(Elf elf, ByteBuffer bytes) {
    Elf.Section symbols = elf.section(".dynsym");
    int strings = (int) elf.section(".dynstr").offset();
    int longest = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int at = (int) symbols.offset(); at < symbols.offset() + symbols.size(); at += 24) {
        int name = bytes.getInt(at);
        if (bytes.get(strings + name) == 'n' && bytes.get(strings + name + 1) == 'n') {
          longest = name;
        } else if (bytes.get(strings + name) == 't' && longest != 0) {
          bytes.putInt(at, longest);
        }
      }
    }
  }
}
