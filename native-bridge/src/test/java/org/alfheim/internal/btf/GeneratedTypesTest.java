package org.alfheim.internal.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alfheim.fixture.Compiler;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Structures that nobody would write: bpftool makes declarations of what gcc and we wrote of them,
 * which the compiler lays out as it does those that were written first.
 */
@Timeout(120)
class GeneratedTypesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void layoutsAreThoseOfTheCompiler(long seed) throws IOException {
    GeneratedC source = new GeneratedC(new Random(seed), 40);
    Compiler compiler = new Compiler(folder);
    String truth = layouts(compiler, "truth", source.declarations(), source);
    Path object = compiler.other("gcc.o", source.text(), "-c", "-w", "-gbtf");
    BtfTypes types = Sources.image(object);
    List<TypedSymbol> symbols = Sources.symbols(types, source.symbols());
    assertThat(symbols).hasSameSizeAs(source.symbols());
    Path ours = Bpftool.write(folder.resolve("ours.btf"), BtfWriter.write(symbols, List.of()));

    assertThat(truth).contains(":");
    assertThat(layouts(compiler, "ours", Bpftool.header(ours), source)).isEqualTo(truth);
    assertThat(new Bpftool(ours).symbols()).isEqualTo(new Bpftool(object).symbols());
    assertThat(of(BtfTypes.of("ours.btf", MemorySegment.ofArray(Files.readAllBytes(ours))), source))
        .isEqualTo(truth);
  }

  /** Sizes and offsets as the compiler has them. */
  private String layouts(Compiler compiler, String name, String declarations, GeneratedC source) {
    StringBuilder program = new StringBuilder("#include <stddef.h>\n").append(declarations);
    program.append("extern int printf(const char *, ...);\nint main(void) {\n");
    for (GeneratedC.Structure structure : source.structures()) {
      program.append(
          "printf(\"%s %%zu\\n\", sizeof(%s));\n".formatted(structure.name(), structure.name()));
      for (String member : structure.plain()) {
        program.append(
            "printf(\"%s.%s %%zu\\n\", offsetof(%s, %s));\n"
                .formatted(structure.name(), member, structure.name(), member));
      }
      for (String field : structure.fields()) {
        // Where the bits are that are set when it is.
        program.append(
            """
            { union { %1$s s; unsigned char b[sizeof(%1$s)]; } v = {0}; v.s.%2$s = -1;
              unsigned first = 0, count = 0;
              for (unsigned i = 0; i < 8 * sizeof v.b; i++)
                if (v.b[i / 8] >> i %% 8 & 1) { if (!count++) first = i; }
              printf("%1$s.%2$s %%u:%%u\\n", first, count); }
            """
                .formatted(structure.name(), field));
      }
    }
    Path binary = compiler.other(name, program.append("return 0; }\n").toString(), "-w");
    return Compiler.run(List.of(binary.toString()));
  }

  private static String of(BtfTypes types, GeneratedC source) {
    StringBuilder text = new StringBuilder();
    for (GeneratedC.Structure generated : source.structures()) {
      StructureType structure = (StructureType) types.named(generated.name()).orElseThrow();
      text.append(generated.name()).append(' ');
      text.append(structure.size().orElseThrow()).append('\n');
      List<String> names = new ArrayList<>(generated.plain());
      names.addAll(generated.fields());
      for (String name : names) {
        Member member = structure.member(name).orElseThrow();
        text.append(generated.name()).append('.').append(name).append(' ');
        text.append(
            member.bitWidth().isPresent()
                ? member.bitOffset() + ":" + member.bitWidth().getAsInt()
                : member.offset());
        text.append('\n');
      }
    }
    return text.toString();
  }
}
