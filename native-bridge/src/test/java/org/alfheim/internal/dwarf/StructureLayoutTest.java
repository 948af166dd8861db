package org.alfheim.internal.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.debuginfo.DebugBuild;
import org.alfheim.types.ObjectType;
import org.alfheim.types.StructureType;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes and places of members against what the compiled program itself says of them. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StructureLayoutTest {
  private static final Pattern LINE = Pattern.compile("(\\S+ \\S+) (\\S+) (\\d+) (\\d+)");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, gcc, -gdwarf-5",
    "2, gcc, -gdwarf-4",
    "3, clang, -gdwarf-5",
    "4, clang, -gdwarf-4",
    "5, gcc, -gdwarf-2 -gstrict-dwarf",
    "6, gcc, -gdwarf-3 -gstrict-dwarf",
    "7, clang, -gdwarf-2",
    "8, gcc, -gdwarf-5 -gz=zlib",
    "9, gcc, -gdwarf-4 -gz=zlib-gnu",
    "10, gcc, -gdwarf-4 -fdebug-types-section",
    "11, gcc, -gdwarf-5 -fdebug-types-section",
    "12, clang, -gdwarf-4 -fdebug-types-section",
    "13, clang, -gdwarf-5 -fdebug-types-section",
    "14, gcc, -gdwarf-5 -gdwarf64",
    "15, clang, -gdwarf-5 -gdwarf64",
    "16, gcc, -gdwarf-5 -O2 -flto",
    "17, gcc, -gdwarf-5 -gsplit-dwarf",
    "18, gcc, -gdwarf-4 -gsplit-dwarf",
    "19, clang, -gdwarf-5 -gsplit-dwarf",
    "20, clang, -gdwarf-4 -gsplit-dwarf",
    "21, gcc, -gdwarf-5 -gsplit-dwarf -fdebug-types-section",
    "22, gcc, -gdwarf-4 -gsplit-dwarf -fdebug-types-section",
  })
  void membersLieWhereTheCompilerPutsThem(long seed, String compiler, String options) {
    DebugBuild build = new DebugBuild(folder);
    String source = new RandomStructures(seed, 40).source();
    String[] all = options.split(" ", -1);
    Path object = build.compile(compiler, "part.o", source, (options + " -c").split(" ", -1));
    Path program = build.link(compiler, "program", List.of(object), all);
    String said = Compiler.run(List.of(program.toString()));
    compare(build.types(program), said);
    if (!options.contains("-flto")) {
      // Before it is linked, too.
      compare(build.types(object), said);
    }
  }

  @ParameterizedTest
  @CsvSource({"41, gcc, -gdwarf-5", "42, gcc, -gdwarf-4", "43, clang, -gdwarf-4"})
  void alsoWhereDwzHasMadeItSmaller(long seed, String compiler, String options) {
    DebugBuild build = new DebugBuild(folder);
    String source = new RandomStructures(seed, 40).source();
    Path program = build.compile(compiler, "program", source, options.split(" ", -1));
    Compiler.run(List.of("dwz", program.toString()));
    compare(build.types(program), Compiler.run(List.of(program.toString())));
  }

  @ParameterizedTest
  @CsvSource({"51, gcc, -gdwarf-5", "52, gcc, -gdwarf-4"})
  void alsoWhereDwzHasPutItInAFileForTwo(long seed, String compiler, String options)
      throws IOException {
    DebugBuild build = new DebugBuild(folder);
    String source = new RandomStructures(seed, 40).source();
    Path program = build.compile(compiler, "program", source, options.split(" ", -1));
    Path other = Files.copy(program, folder.resolve("other"));
    Compiler.run(
        List.of(
            "env",
            "-C",
            folder.toString(),
            "dwz",
            "-m",
            "common.debug",
            "program",
            other.getFileName().toString()));
    assertThat(folder.resolve("common.debug")).exists();
    compare(build.types(program), Compiler.run(List.of(program.toString())));
  }

  private static void compare(DwarfTypes types, String expected) {
    int compared = 0;
    for (String line : expected.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      assertThat(found(types, matcher.group(1), matcher.group(2))).isEqualTo(line);
      compared++;
    }
    assertThat(compared).isGreaterThan(200);
  }

  private static String found(DwarfTypes types, String name, String wanted) {
    StructureType type = (StructureType) types.named(name).orElseThrow();
    if (wanted.equals("-")) {
      return name + " - 0 " + type.size().orElseThrow() * Byte.SIZE;
    }
    StructureType.Member member = type.member(wanted).orElseThrow();
    long bits =
        member.bitWidth().isPresent()
            ? member.bitWidth().getAsInt()
            : ((ObjectType) member.type()).size().orElse(0) * Byte.SIZE;
    return name + " " + wanted + " " + member.bitOffset() + " " + bits;
  }
}
