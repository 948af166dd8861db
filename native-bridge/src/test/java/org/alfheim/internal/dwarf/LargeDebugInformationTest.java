package org.alfheim.internal.dwarf;

import static org.alfheim.internal.debuginfo.DebugBuild.declaration;
import static org.alfheim.internal.debuginfo.DebugBuild.layout;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.debuginfo.DebugBuild;
import org.alfheim.internal.dwarf.index.UnitSearch;
import org.alfheim.internal.dwarf.section.Companions;
import org.alfheim.internal.dwarf.section.DebugFile;
import org.alfheim.internal.dwarf.unit.DebugSections;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.StructureType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where there is much debug information, only units are read that may have what is asked for; each
 * expected type is one of the source.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LargeDebugInformationTest {
  private static final int UNITS = 4;
  private static final int STRUCTURES = 3000;

  @TempDir static Path folder;

  private static final Map<String, Path> LIBRARIES = new HashMap<>();

  /** The first unit has nearly all. */
  private static String source(int unit) {
    StringBuilder source = new StringBuilder("struct all { int common; };\n");
    source.append("typedef struct { long of; } end_of_long_name_" + unit + ";\n");
    for (int i = 0; i < (unit == 0 ? STRUCTURES : 10); i++) {
      String name = "s" + unit + "_" + i;
      source.append(
          "struct %s { struct %s *next; int a%d[%d]; };\n".formatted(name, name, i, i + 1));
      source.append("struct %s v%d_%d;\n".formatted(name, unit, i));
    }
    String own = "q" + (char) ('a' + unit);
    source.append(
        """
        struct QQ { short W; }; typedef struct QQ QQQ; struct QQ v_QQ; QQQ *p_QQ;
        struct own_NAME { int N[N1]; struct all in; }; end_of_long_name_N e_N;
        __thread struct own_NAME local_N;
        int f_N(struct own_NAME *own, struct nowhere *n, QQQ q) { return own->in.common; }
        """
            .replace("QQ", own)
            .replace("NAME", "" + unit)
            .replace("N1", "" + (unit + 1))
            .replace("_N", "_" + unit)
            .replace("int N", "int n" + unit));
    return source.toString();
  }

  private static Path library(String compiler, String options) {
    return LIBRARIES.computeIfAbsent(
        compiler + options,
        wanted -> {
          DebugBuild build = build(wanted);
          List<Path> objects = new ArrayList<>();
          for (int i = 0; i < UNITS; i++) {
            String[] all = (options + " -fPIC -c").split(" ", -1);
            objects.add(build.compile(compiler, "unit" + i + ".o", source(i), all));
          }
          return build.link(compiler, "lib.so", objects, "-shared");
        });
  }

  private static DebugBuild build(String name) {
    try {
      return new DebugBuild(Files.createDirectory(folder.resolve(name.replace(' ', '_'))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> unitsOf(Optional<List<Unit>> units) {
    return units.orElseThrow().stream()
        .filter(unit -> !unit.header().type() && !unit.root().name().isEmpty())
        .map(unit -> unit.root().name())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "gcc, -gdwarf-5, no",
    "gcc, -gdwarf-4, no",
    "clang, -gdwarf-5, no",
    "clang, -gdwarf-4, no",
    "gcc, -gdwarf-5 -fdebug-types-section, no",
    "gcc, -gdwarf-5, dwz",
    "gcc, -gdwarf-5 -gdwarf64, no"
  })
  void aNameIsFoundWithoutReadingTheUnitsThatDoNotHaveIt(
      String compiler, String options, String then) throws IOException {
    Path library = library(compiler, options);
    if (then.equals("dwz")) {
      Path smaller = library.resolveSibling("smaller.so");
      Compiler.run(List.of("dwz", "-o", smaller.toString(), library.toString()));
      library = smaller;
    }
    byte[] bytes = Files.readAllBytes(library);
    UnitSearch search =
        new UnitSearch(
            new DebugSections(
                new DebugFile("lib.so", MemorySegment.ofArray(bytes)), Companions.NONE));
    // A number may look like the place of a name: then a unit is read in vain.
    int alone = 0;
    for (String name : List.of("f_2", "local_2", "e_2", "v2_1", "v2_5", "v2_9")) {
      List<String> told = unitsOf(search.units(List.of(name)));
      assertThat(told).contains("unit2.o.c");
      alone += told.size() == 1 ? 1 : 0;
    }
    assertThat(alone).isGreaterThan(2);
    assertThat(search.units(List.of("own_9", "absent")).orElseThrow()).isEmpty();
    // Too short to look for.
    assertThat(search.units(List.of("qa"))).isEmpty();
    assertThat(search.units(List.of("common")).orElseThrow()).isNotEmpty();
    DwarfTypes types = new DebugBuild(folder).types(library);
    for (int i = UNITS - 1; i >= 0; i--) {
      String own = "q" + (char) ('a' + i);
      assertThat(layout(types.named("struct own_" + i).orElseThrow()))
          .isEqualTo("int n" + i + "[" + (i + 1) + "] @0; struct all in @" + 32 * (i + 1));
      assertThat(declaration(types, "local_" + i)).isEqualTo("struct own_" + i + " local_" + i);
      assertThat(declaration(types, "f_" + i))
          .isEqualTo("int f_%d(struct own_%d *own, struct nowhere *n, %sQ q)".formatted(i, i, own));
      assertThat(layout(types.named("end_of_long_name_" + i).orElseThrow()))
          .isEqualTo("long of @0");
      assertThat(layout(types.named("struct " + own).orElseThrow())).isEqualTo("short W @0");
    }
    assertThat(types.named("struct absent")).isEmpty();
    assertThat(types.named("struct nowhere").filter(StructureType.class::isInstance)).isEmpty();
  }

  @Test
  void whatIsAskedForOftenIsReadOnceAndForAll() {
    DwarfTypes types = new DebugBuild(folder).types(library("gcc", "-gdwarf-5"));
    for (int i = 0; i < 100; i++) {
      String name = "s0_" + i;
      assertThat(layout(types.named("struct " + name).orElseThrow()))
          .isEqualTo("struct %s *next @0; int a%d[%d] @64".formatted(name, i, i + 1));
    }
  }

  /** The second set of addresses is said to be of the first unit, and the other way round. */
  @Test
  void aTableOfAddressesThatLiesGivesNoWrongType() throws IOException {
    Path library = library("gcc", "-gdwarf-5");
    byte[] bytes = Files.readAllBytes(library);
    ByteBuffer table = table(bytes);
    int first = table.getInt(6);
    int second = 4 + table.getInt(0);
    table.putInt(6, table.getInt(second + 6));
    table.putInt(second + 6, first);
    allAreRight(bytes, library);
  }

  @Test
  void aTableOfAddressesThatIsDamagedIsNotNeeded() throws IOException {
    Path library = library("gcc", "-gdwarf-5");
    byte[] bytes = Files.readAllBytes(library);
    table(bytes).putInt(0, Integer.MAX_VALUE);
    allAreRight(bytes, library);
  }

  private static ByteBuffer table(byte[] bytes) {
    return new DebugFile("lib.so", MemorySegment.ofArray(bytes))
        .headers().stream()
            .filter(header -> header.name().equals(".debug_aranges"))
            .map(header -> ByteBuffer.wrap(bytes, (int) header.offset(), (int) header.size()))
            .map(part -> part.slice().order(ByteOrder.LITTLE_ENDIAN))
            .findFirst()
            .orElseThrow();
  }

  private static void allAreRight(byte[] bytes, Path library) {
    DwarfTypes types = new DwarfTypes("lib.so", MemorySegment.ofArray(bytes), Companions.NONE);
    String symbols = Compiler.run(List.of("nm", library.toString()));
    IntStream.range(0, UNITS)
        .forEach(i -> {
          long address =
              symbols
                  .lines()
                  .filter(line -> line.endsWith(" T f_" + i))
                  .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' ')), 16))
                  .findFirst()
                  .orElseThrow();
          assertThat(types.find(new SymbolPlace("f_" + i, address)).orElseThrow().spelling())
              .startsWith("int (struct own_" + i + " *own");
        });
  }
}
