package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alfheim.bind.RandomSignatures.Function;
import org.alfheim.bind.RandomSignatures.Structure;
import org.alfheim.bind.RandomSignatures.TypeOfC;
import org.alfheim.bind.RandomSignatures.Value;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Functions with parameters and results of all classes of the psABI (3.2.3), made at random. Each
 * is called from C and from here with the same values, and has to give the same; so it is the
 * compiler that says what is right.
 */
@Timeout(240)
class PassingTest {
  private static final int SIGNATURES = 400;
  private static final int STRUCTURES = 60;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"gcc, -O0, 1", "gcc, -O2, 2"})
  void whatIsPassedAndReturnedIsWhatCPassesAndReturns(String cc, String level, int seed) {
    Random random = new Random(seed);
    List<Structure> structures = RandomSignatures.structures(STRUCTURES, random);
    List<Function> functions = RandomSignatures.functions(SIGNATURES, structures, random);
    List<List<Object>> arguments = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    structures.forEach(each -> text.append(each.definition()).append('\n'));
    for (Function function : functions) {
      define(function, text, arguments, random);
    }
    Plugin plugin =
        Loader.open(
            new Compiler(folder)
                .c("passing-" + cc + seed + ".so", text.toString(), "-gbtf", level, "-w"));

    int i = 0;
    List<String> wrong = new ArrayList<>();
    for (Function function : functions) {
      plugin.lookup("call_" + function.name()).function().call(List.of());
      String expected = plugin.lookup("result_" + function.name()).variable().getText();
      String hashed = plugin.lookup("hash_" + function.name()).variable().getText();
      Symbol symbol = plugin.lookup(function.name());
      NativeFunction called = symbol.function();
      String found = called.format(called.call(arguments.get(i++)));
      String hash = plugin.lookup("hash_" + function.name()).variable().getText();
      if (!found.equals(expected) || !hash.equals(hashed)) {
        wrong.add(symbol.type().orElseThrow().type().declare(function.name()));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(i).isEqualTo(SIGNATURES);
  }

  /** A function that hashes what it is given, and one in C that calls it. */
  private static void define(
      Function function, StringBuilder text, List<List<Object>> arguments, Random random) {
    String name = function.name();
    List<Object> values = new ArrayList<>();
    List<String> written = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (int j = 0; j < function.parameters().size(); j++) {
      TypeOfC type = function.parameters().get(j);
      parameters.add(type.name() + " p" + j);
      body.append(type.mix("p" + j));
      Value value = type.value(random);
      values.add(value.java());
      written.add(value.c());
    }
    arguments.add(values);
    String result = function.result().name();
    text.append(
        """
        unsigned long hash_%1$s;
        %2$s result_%1$s;
        __attribute__((noinline)) %2$s %1$s(%3$s) {
          unsigned long h = 7;
          %4$s
          hash_%1$s = h;
          %2$s r = %5$s;
          return r;
        }
        void call_%1$s(void) { hash_%1$s = 0; result_%1$s = %1$s(%6$s); }
        """
            .formatted(
                name,
                result,
                parameters.isEmpty() ? "void" : String.join(", ", parameters),
                body,
                function.result().value(random).c(),
                String.join(", ", written)));
  }

  @Test
  void aStructureInMemoryIsPassedAsItIs() {
    Plugin plugin =
        Loader.open(
            new Compiler(folder)
                .c(
                    "memory-passing.so",
                    """
                    struct p { int x, y; };
                    struct p here = { 3, 4 };
                    int sum(struct p p) { return p.x * 10 + p.y; }
                    """,
                    "-gbtf"));
    assertThat(
            plugin
                .lookup("sum")
                .function()
                .call(
                    List.of(
                        plugin
                            .lookup("here")
                            .variable(java.lang.foreign.MemorySegment.class)
                            .get())))
        .isEqualTo(34);
  }
}
