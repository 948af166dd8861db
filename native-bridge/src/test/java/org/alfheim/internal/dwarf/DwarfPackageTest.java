package org.alfheim.internal.dwarf;

import static org.alfheim.internal.debuginfo.DebugBuild.declaration;
import static org.alfheim.internal.debuginfo.DebugBuild.layout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.debuginfo.DebugBuild;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.TypesException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages of units that are split off, as the tools of binutils and LLVM put them together. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DwarfPackageTest {
  private static final String SOURCE =
      """
      struct shared { int first; struct shared *next; };
      struct own_N { long before[N]; struct shared inner; enum { LOW_N, HIGH_N = N } level; };
      int variable_N[N];
      int early_N(struct own_N *one) { return one->inner.first; }
      int late_N(struct shared by_value, int (*call)(struct own_N *)) { return by_value.first; }
      """;

  @TempDir Path folder;

  private DwarfTypes packed(String compiler, String options, String tool) throws IOException {
    DebugBuild build = new DebugBuild(folder);
    List<Path> objects = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      String[] all = (options + " -gsplit-dwarf -fPIC -c").split(" ", -1);
      String name = "part" + i;
      objects.add(
          build.compile(
              compiler, name + ".o", SOURCE.replace("_N", "_" + i).replace("N", "" + i), all));
      parts.add(name + ".dwo");
    }
    Path library = build.link(compiler, "lib.so", objects, "-shared");
    List<String> command =
        new ArrayList<>(List.of("env", "-C", folder.toString(), tool, "-o", "lib.so.dwp"));
    command.addAll(parts);
    Compiler.run(command);
    for (String part : parts) {
      Files.delete(folder.resolve(part));
    }
    return build.types(library);
  }

  @ParameterizedTest
  @CsvSource({
    "gcc, -gdwarf-4, dwp",
    "gcc, -gdwarf-4 -fdebug-types-section, dwp",
    "clang, -gdwarf-5, llvm-dwp",
    "clang, -gdwarf-4, llvm-dwp",
    "clang, -gdwarf-5 -fdebug-types-section, llvm-dwp",
    "clang, -gdwarf-4 -fdebug-types-section, llvm-dwp",
    "clang, -gdwarf-5 -O2, llvm-dwp"
  })
  void eachUnitHasWhatIsItsOwn(String compiler, String options, String tool) throws IOException {
    DwarfTypes types = packed(compiler, options, tool);
    for (int i = 3; i >= 1; i--) {
      assertThat(declaration(types, "early_" + i))
          .isEqualTo("int early_" + i + "(struct own_" + i + " *one)");
      assertThat(declaration(types, "late_" + i))
          .isEqualTo(
              "int late_" + i + "(struct shared by_value, int (*call)(struct own_" + i + " *))");
      assertThat(declaration(types, "variable_" + i))
          .isEqualTo("int variable_" + i + "[" + i + "]");
      assertThat(layout(types.named("struct own_" + i).orElseThrow()))
          .startsWith("long before[" + i + "] @0; struct shared inner @" + 64 * i + "; ");
      assertThat(types.position(SymbolPlace.named("late_" + i)))
          .contains(new SourcePosition(folder.resolve("part" + i + ".o.c").toString(), 5));
    }
    assertThat(declaration(types, "absent")).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({"0, is not supported", "8, can't be in this section", "12, can't be in this section"})
  void aTableThatCannotBeIsRefused(int field, String message) throws IOException {
    DwarfTypes types = packed("gcc", "-gdwarf-4", "dwp");
    Path file = folder.resolve("lib.so.dwp");
    byte[] bytes = Files.readAllBytes(file);
    int table = offset(file, ".debug_cu_index");
    bytes[table + field + 1] = 0x7f;
    bytes[table + field] = 0x7f;
    Files.write(file, bytes);
    assertThatThrownBy(() -> types.find(SymbolPlace.named("early_1")))
        .isInstanceOf(TypesException.class)
        .hasMessageStartingWith(file + ": .debug_cu_index at 0x0: ")
        .hasMessageContaining(message);
  }

  private static int offset(Path file, String section) {
    for (String line : Compiler.run(List.of("readelf", "-SW", file.toString())).split("\n", -1)) {
      String[] words = line.replaceFirst("^ *\\[ *[0-9]+\\] ", "").split(" +", -1);
      if (words[0].equals(section)) {
        return Integer.parseInt(words[3], 16);
      }
    }
    throw new AssertionError(file + " has no " + section);
  }
}
