package org.alfheim.internal.process.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.PortableScan;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.TableScan;
import org.alfheim.fixture.Elf;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.plan.Planner;

/**
 * A library with large tables, with words changed at random in one of them: who goes through it in
 * machine code comes to the same, or refuses it with the same words.
 */
class DamagedTablePropertyTest {
  private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/libstdc++.so.6");

  private static final List<String> TABLES =
      List.of(
          ".dynsym",
          ".gnu.hash",
          ".gnu.version",
          ".rela.dyn",
          ".eh_frame_hdr",
          ".eh_frame",
          ".dynamic");

  /** The library as it is. */
  private static final class Sound {
    private static final byte[] BYTES = bytes();
    private static final Map<String, Elf.Section> SECTIONS =
        TABLES.stream().collect(Collectors.toMap(Function.identity(), Elf.of(LIBRARY)::section));

    private static byte[] bytes() {
      try {
        return Files.readAllBytes(LIBRARY);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static MemorySegment copy(Arena arena) {
      return arena.allocate(BYTES.length, Long.BYTES).copyFrom(MemorySegment.ofArray(BYTES));
    }
  }

  /** A word in a table. */
  record Change(String table, int place, int value) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.of(TABLES),
            Arbitraries.integers().greaterOrEqual(0).withoutEdgeCases(),
            Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.integers().between(-1, 64)))
        .as(Change::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  void machineCodeDecidesAsJavaDoes(@ForAll("changes") List<Change> changes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment image = Sound.copy(arena);
      for (Change change : changes) {
        Elf.Section section = Sound.SECTIONS.get(change.table());
        long place = Math.floorMod((long) change.place(), section.size() / Integer.BYTES);
        image
            .asSlice(section.offset())
            .asByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) place * Integer.BYTES, change.value());
      }
      assertThat(outcome(image, NativeTableScan.INSTANCE))
          .isEqualTo(outcome(image, PortableScan.INSTANCE));
    }
  }

  private static String outcome(MemorySegment image, TableScan scan) {
    try {
      SharedObject parsed = SharedObject.parse("lib.so", image.asReadOnly(), scan);
      return new Planner(Map.of())
          .plan(parsed, Identity.memory("lib.so"))
          .fixups()
          .countByKind()
          .toString();
    } catch (ElfException refusal) {
      return refusal.getMessage();
    }
  }
}
