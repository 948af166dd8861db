package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.alfheim.elf.inspect.Inspection;
import org.junit.jupiter.api.Assertions;

/**
 * Real libraries with bytes changed at random, where a loader reads: a value or a typed refusal,
 * and soon.
 */
class DamagedImagePropertyTest {
  private static final Map<String, byte[]> LIBRARIES = new ConcurrentHashMap<>();

  /** For one file; far more than it takes, since other work may have the machine. */
  private static final Duration LIMIT = Duration.ofSeconds(50);

  /** One byte that becomes another. */
  record Change(int place, byte value) {}

  /** A library, and what becomes of it. */
  record Damage(String name, List<Change> changes, int cut) {
    byte[] bytes() {
      byte[] bytes = library(name).clone();
      List<int[]> targets = targets(bytes);
      int total = targets.stream().mapToInt(t -> t[1]).sum();
      for (Change change : changes) {
        int place = Math.floorMod(change.place(), total);
        for (int[] target : targets) {
          if (place < target[1]) {
            bytes[target[0] + place] = change.value();
            break;
          }
          place -= target[1];
        }
      }
      int size = cut < 0 ? bytes.length : Math.floorMod(cut, bytes.length);
      return size == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, size);
    }
  }

  private static byte[] library(String name) {
    return LIBRARIES.computeIfAbsent(name, n -> Images.bytes(Tool.library(n)));
  }

  /**
   * Where a loader reads: start and size of the headers, and of all before the code, and of the
   * dynamic section.
   */
  private static List<int[]> targets(byte[] bytes) {
    EditableElf elf = new EditableElf(bytes);
    List<int[]> targets = new ArrayList<>();
    int headers = elf.programHeader(elf.programHeaderCount());
    // Three times, since they are small and all depends on them.
    for (int i = 0; i < 3; i++) {
      targets.add(new int[] {0, headers});
    }
    int dynamic = elf.segment(ProgramHeader.PT_DYNAMIC);
    for (int i = 0; i < 3; i++) {
      targets.add(new int[] {(int) elf.get(dynamic + 8, 8), (int) elf.get(dynamic + 32, 8)});
    }
    targets.add(
        new int[] {headers, (int) elf.get(elf.segment(ProgramHeader.PT_LOAD) + 32, 8) - headers});
    return targets;
  }

  @Provide
  Arbitrary<Damage> damages() {
    Arbitrary<Change> change =
        Combinators.combine(
                Arbitraries.integers().greaterOrEqual(0).withoutEdgeCases(),
                Arbitraries.oneOf(
                    Arbitraries.bytes(),
                    Arbitraries.of((byte) 0, (byte) 1, (byte) -1, (byte) 0x80)))
            .as(Change::new);
    return Combinators.combine(
            Arbitraries.of("libgcc_s.so.1", "libm.so.6", "libstdc++.so.6"),
            change.list().ofMinSize(1).ofMaxSize(12),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, Arbitraries.just(-1)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 1 << 20))))
        .as(Damage::new);
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
  void givesAValueOrARefusal(@ForAll("damages") Damage damage) {
    byte[] bytes = damage.bytes();
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          try {
            Walk.over(Images.parse("lib.so", bytes));
          } catch (ElfException refusal) {
            assertThat(refusal.getMessage()).startsWith("lib.so: ");
          }
        });
  }

  @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
  void canBeInspectedOrIsRefused(@ForAll("damages") Damage damage) {
    byte[] bytes = damage.bytes();
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          try {
            Inspection.of("lib.so", MemorySegment.ofArray(bytes));
          } catch (ElfException refusal) {
            assertThat(refusal.getMessage()).startsWith("lib.so: ");
          }
        });
  }
}
