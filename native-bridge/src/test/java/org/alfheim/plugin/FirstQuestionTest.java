package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first question of a process for a type. A lambda, or a switch over types, is a class that the
 * JVM has to write first, and each costs as much as to read the types of a small library.
 */
class FirstQuestionTest {
  private static final String BEGIN = "=== first question";
  private static final String END = "=== answered";

  @TempDir Path folder;

  /** Asks one symbol of a plugin for its type, and then all, in a process of its own. */
  static final class Asker {
    private Asker() {}

    public static void main(String[] arguments) {
      Path library = Path.of(arguments[0]);
      // The image has none of its own.
      OpenOptions options = OpenOptions.builder().typesFrom(TypeSource.of(library)).build();
      Plugin plugin = Loader.open(Path.of(arguments[1]), options);
      Symbol symbol = plugin.lookup("f");
      System.out.println(BEGIN);
      String answer = symbol.type().orElseThrow().type().declare("f");
      int unknown = 0;
      for (Symbol each : plugin.symbols()) {
        unknown += each.type().isPresent() ? 0 : 1;
      }
      System.out.println(END);
      System.out.println(answer);
      System.out.println(unknown + " unknown");
    }
  }

  @Test
  void writesNoClassesAtRunTime() {
    String source =
        """
        typedef unsigned int number;
        struct part { int x; };
        int f(const char *text, const struct part *p, number n, int (*g)(void *)) { return 0; }
        """;
    Compiler compiler = new Compiler(folder);
    Path typed = compiler.c("libtyped.so", source, "-gbtf");
    // What nobody knows is looked for in files of debug information.
    Path plain = compiler.c("libplain.so", source + "int strange(void) { return 0; }");

    List<String> lines =
        ChildJvm.of(Asker.class).option("-Xlog:class+load").run(typed, plain).lines();

    assertThat(lines)
        .contains("int f(const char *text, const struct part *p, number n, int (*g)(void *))")
        .contains("1 unknown");
    assertThat(lines.subList(lines.indexOf(BEGIN), lines.indexOf(END)))
        .isNotEmpty()
        .noneMatch(line -> line.contains("$$Lambda/") && line.contains("org.alfheim"))
        .noneMatch(line -> line.contains("$$TypeSwitch"));
  }
}
