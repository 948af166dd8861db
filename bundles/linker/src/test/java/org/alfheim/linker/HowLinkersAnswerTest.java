package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.ElfException;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases in which linkers differ. This linker's answer has to be the one that is expected; those of
 * others are in the module's page, which {@code -Dlinkers.asked=true} writes anew into {@code
 * target/answers.md}: they are their own business, and change with their versions.
 */
class HowLinkersAnswerTest {
  private static final List<String> OTHERS = List.of("bfd", "gold", "lld", "mold");

  private static final String TRY =
      """
      #include <dlfcn.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <unistd.h>
      int main(int c, char **v) {
        void *image = dlopen(v[1], RTLD_NOW);
        if (!image) { puts("not opened"); return 0; }
        long (*f)(long) = (long (*)(long)) dlsym(image, v[2]);
        if (!f) { puts("no function"); return 0; }
        printf("%ld\\n", f(atol(v[3]))); fflush(stdout); _exit(0);
      }
      """;

  @TempDir private Path folder;
  private Toolchain tools;

  static List<Trap> traps() {
    return LinkerTraps.all();
  }

  @BeforeEach
  void setUp() throws Exception {
    tools = new Toolchain(folder);
    Files.writeString(tools.file("try.c"), TRY);
    tools.run("gcc", "try.c", "-o", "try");
  }

  @ParameterizedTest
  @MethodSource("traps")
  void thisLinkersAnswerIsTheOneThatIsExpected(Trap trap) throws Exception {
    List<String> answers = new ArrayList<>(List.of(trap.name(), ours(trap, compile(trap))));
    if (Boolean.getBoolean("linkers.asked")) {
      for (String other : OTHERS) {
        answers.add(theirs(trap, other));
      }
      Files.writeString(
          Files.createDirectories(Path.of("target")).resolve("answers.md"),
          row(answers),
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    }
    assertThat(answers.get(1)).as(trap.name()).isEqualTo(trap.ours());
  }

  @Test
  void thePageHasEachCaseWithThisLinkersAnswer() throws Exception {
    String page = Files.readString(Path.of("README.md"));
    for (Trap trap : traps()) {
      assertThat(page).contains("| " + trap.name() + " | " + trap.ours() + " | ");
    }
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private List<Input> compile(Trap trap) throws Exception {
    List<Input> objects = new ArrayList<>();
    for (String source : trap.sources()) {
      String[] parts = source.split(" ", 2);
      String name = parts[0].replace("!", "");
      if (name.endsWith(".s")) {
        String note = parts[0].endsWith("!") ? "" : "\n.section .note.GNU-stack,\"\",@progbits";
        Files.writeString(tools.file(name), parts[1] + note + "\n");
        tools.run("as", name, "-o", name.replace(".s", ".o"));
        objects.add(tools.input(name.replace(".s", ".o")));
      } else {
        List<String> options = new ArrayList<>(List.of("-O1", "-fPIC", "-w"));
        String text = parts[1];
        while (text.startsWith("-")) {
          options.add(text.substring(0, text.indexOf(' ')));
          text = text.substring(text.indexOf(' ') + 1);
        }
        objects.add(tools.compile(name, text, options.toArray(String[]::new)));
      }
    }
    return objects;
  }

  private String ours(Trap trap, List<Input> objects) throws Exception {
    try {
      LinkedImage image = Linker.link(objects, Toolchain.options());
      if (trap.ours().equals("told")) {
        return image.report().warnings().toString().contains("TELL") ? "told" : "not told";
      }
      return trap.look().at(tools, tools.link("ours.so", objects.toArray(Input[]::new)));
    } catch (LinkException | ElfException refused) {
      return "refused";
    }
  }

  private String theirs(Trap trap, String linker) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("g++", "-shared", "-fuse-ld=" + linker, "-o", linker + ".so"));
    for (String source : trap.sources()) {
      words.add(source.replaceFirst("\\.(cc|c|s)!? .*(?s:.*)", ".o"));
    }
    words.addAll(trap.options());
    Toolchain.Said said = tools.attempt(words.toArray(String[]::new));
    if (said.status() != 0) {
      return "refused";
    }
    if (trap.ours().equals("told")) {
      return said.text().contains("TELL") ? "told" : "not told";
    }
    return trap.look().at(tools, tools.file(linker + ".so"));
  }
}
