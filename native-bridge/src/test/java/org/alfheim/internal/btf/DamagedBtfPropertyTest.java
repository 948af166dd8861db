package org.alfheim.internal.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.alfheim.elf.ElfFile;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypesException;
import org.junit.jupiter.api.Assertions;

/** BTF of gcc, of pahole and our own with bytes changed: types or a refusal, and soon. */
class DamagedBtfPropertyTest {
  /** For one; far more than it takes, since other work may have the machine. */
  private static final Duration LIMIT = Duration.ofSeconds(50);

  private static final int MOST_STRUCTURES = 200;

  private static final List<byte[]> WHOLE = whole();

  /** One byte that becomes another. */
  record Change(int place, byte value) {}

  private static List<byte[]> whole() {
    try {
      Path folder = Files.createTempDirectory("btf");
      Compiler compiler = new Compiler(folder);
      Path gcc = compiler.other("gcc.o", Sources.C, "-c", "-w", "-gbtf");
      Path pahole = compiler.other("pahole.o", Sources.C, "-c", "-w", "-g");
      Compiler.run(List.of("pahole", "-J", pahole.toString()));
      byte[] ours =
          BtfWriter.write(Sources.symbols(Sources.image(gcc), Sources.SYMBOLS), List.of());
      List<byte[]> whole = List.of(section(gcc), section(pahole), ours);
      for (String file : folder.toFile().list()) {
        Files.delete(folder.resolve(file));
      }
      Files.delete(folder);
      return whole;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] section(Path file) {
    byte[] bytes = Sources.bytes(file);
    return ElfFile.of("x.o", MemorySegment.ofArray(bytes)).sections().stream()
        .filter(section -> section.name().equals(".BTF"))
        .map(section ->
            Arrays.copyOfRange(
                bytes, (int) section.offset(), (int) (section.offset() + section.size())))
        .findFirst()
        .orElseThrow();
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    Arbitrary<Change> change =
        Combinators.combine(
                Arbitraries.integers().greaterOrEqual(0).withoutEdgeCases(),
                Arbitraries.oneOf(
                    Arbitraries.bytes(),
                    Arbitraries.integers().between(0, 40).map(i -> (byte) (int) i)))
            .as(Change::new);
    return Combinators.combine(
            Arbitraries.of(WHOLE),
            change.list().ofMinSize(1).ofMaxSize(12),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, Arbitraries.just(-1)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 1 << 20))))
        .as((whole, changes, cut) -> {
          byte[] bytes = whole.clone();
          for (Change one : changes) {
            bytes[one.place() % bytes.length] = one.value();
          }
          return cut < 0 ? bytes : Arrays.copyOf(bytes, cut % bytes.length);
        });
  }

  @Property(tries = 4000, shrinking = ShrinkingMode.BOUNDED)
  void givesTypesOrARefusal(@ForAll("damaged") byte[] bytes) {
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (String name : Sources.SYMBOLS) {
            attempt(() -> walk(BtfBlob.read(bytes).find(SymbolPlace.named(name))));
            attempt(() -> BtfBlob.read(bytes).position(SymbolPlace.named(name)));
          }
          for (String name : List.of("struct self", "union u", "enum color", "point_t")) {
            attempt(() -> walk(BtfBlob.read(bytes).named(name)));
          }
        });
  }

  private static void attempt(Runnable act) {
    try {
      act.run();
    } catch (TypesException refusal) {
      assertThat(refusal.getMessage()).startsWith("x.btf, offset 0x");
    }
  }

  /** What whoever has a type may do with it: write it out, compare it, go through its members. */
  private static void walk(Optional<CType> type) {
    if (type.isPresent()) {
      assertThat(type.get().spelling()).isNotNull();
      assertThat(type.get().equals(type.get())).isTrue();
      Set<StructureType> seen = new HashSet<>();
      members(type.get(), seen);
      byte[] again =
          BtfWriter.write(List.of(new TypedSymbol("s", type.get(), Optional.empty())), List.of());
      assertThat(BtfBlob.read(again).find(SymbolPlace.named("s"))).isPresent();
    }
  }

  private static void members(CType type, Set<StructureType> seen) {
    if (type.resolved() instanceof StructureType structure
        && seen.size() < MOST_STRUCTURES
        && seen.add(structure)) {
      structure.member("nowhere");
      structure.members().forEach(member -> members(member.type(), seen));
    }
  }
}
