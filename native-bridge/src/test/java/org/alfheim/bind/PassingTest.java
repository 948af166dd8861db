package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
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
@Timeout(900)
class PassingTest {
  /** Of each kind; thousands take minutes: {@code -Dalfheim.signatures=5000}. */
  private static final int SIGNATURES = Integer.getInteger("alfheim.signatures", 200);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"gcc, -O0, 1", "gcc, -O2, 2"})
  void whatIsPassedAndReturnedIsWhatCPassesAndReturns(String cc, String level, int seed)
      throws Exception {
    RandomFunctions functions = new RandomFunctions(SIGNATURES, seed);
    Plugin plugin =
        Loader.open(
            new Compiler(folder)
                .with(cc, "passing-" + seed + ".so", functions.c(), "-gbtf", level, "-w"));
    Class<?> calls = compiled("Generated", functions.java());
    Class<?> contract = calls.getClassLoader().loadClass("Generated$Api");
    Object api = plugin.bind(contract);

    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < SIGNATURES; i++) {
      String name = functions.names().get(i);
      plugin.lookup("call_" + name).function().call(List.of());
      String expected = plugin.lookup("result_" + name).variable().getText();
      String hash = hash(plugin);
      Symbol symbol = plugin.lookup(name);
      String prototype = symbol.type().orElseThrow().type().declare(name);
      NativeFunction called = symbol.function();
      if (!called.format(called.call(functions.arguments(i))).equals(expected)
          || !hash(plugin).equals(hash)) {
        wrong.add(prototype);
      }
      List<?> results = (List<?>) calls.getMethod("call_" + name, contract).invoke(null, api);
      if (!parts(results.getFirst()).equals(parts(results.getLast()))
          || !hash(plugin).equals(hash)) {
        wrong.add(prototype + " with records");
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String hash(Plugin plugin) {
    return plugin.lookup("hash").variable().getText();
  }

  /** The class of a source and those inside it. */
  private Class<?> compiled(String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    String[] arguments = {
      "-proc:none",
      "-nowarn",
      "-cp",
      System.getProperty("java.class.path"),
      "-d",
      folder.toString(),
      file.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    try {
      return new URLClassLoader(
              new URL[] {folder.toUri().toURL()}, PassingTest.class.getClassLoader())
          .loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** A value whose records and arrays are lists, which are equal if what is in them is. */
  private static Object parts(Object value) throws ReflectiveOperationException {
    List<Object> parts = new ArrayList<>();
    if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        parts.add(Array.get(value, i));
      }
      return parts;
    }
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        parts.add(parts(component.getAccessor().invoke(value)));
      }
      return parts;
    }
    return value;
  }

  interface Unsigned {
    int both(byte c, short s);
  }

  @Test
  void aCalleeOfClangFindsZerosAboveWhatIsUnsigned() {
    Unsigned api =
        Loader.open(
                new Compiler(folder)
                    .with(
                        "clang",
                        "unsigned.so",
                        "int both(unsigned char c, unsigned short s) { return c * 65536 + s; }",
                        "-g",
                        "-O2"))
            .bind(Unsigned.class);
    assertThat(api.both((byte) -1, (short) -2)).isEqualTo(0xff_fffe);
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
