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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.alfheim.bind.RandomFunctions.Call;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions with parameters and results of all classes of the psABI (3.2.3), made at random. Each
 * is called from C and from here with the same values, and has to give the same; so it is the
 * compiler that says what is right.
 */
@Timeout(900)
class PassingTest {
  /** How many; thousands take minutes: {@code -Dalfheim.signatures=2500}. */
  private static final Optional<Integer> LONG =
      Optional.ofNullable(Integer.getInteger("alfheim.signatures"));

  private static final int SHORT = 80;

  /** So many are one file of C and one class of Java. */
  private static final int PIECE = 250;

  private static final List<List<String>> COMPILERS =
      List.of(
          List.of("gcc", "-O2", "-gbtf"), List.of("clang", "-O2", "-g"),
          List.of("gcc", "-O0", "-g"), List.of("clang", "-O0", "-g"));

  @TempDir Path folder;

  /** Signatures of a seed, and who compiles them. */
  record Piece(int signatures, int seed, List<String> compiler) {}

  static List<Piece> pieces() {
    int all = LONG.orElse(SHORT);
    List<Piece> pieces = new ArrayList<>();
    for (int done = 0; done < all; done += PIECE) {
      pieces.add(
          new Piece(
              Math.min(PIECE, all - done),
              pieces.size() + 1,
              COMPILERS.get(pieces.size() % COMPILERS.size())));
    }
    return pieces;
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void whatIsPassedAndReturnedIsWhatCPassesAndReturns(Piece piece) throws Exception {
    RandomFunctions functions = new RandomFunctions(piece.signatures(), piece.seed());
    List<String> compiler = piece.compiler();
    String file = "passing-" + piece.seed() + ".so";
    Plugin plugin =
        Loader.open(
            new Compiler(folder)
                .with(
                    compiler.getFirst(),
                    file,
                    functions.c(),
                    compiler.get(1),
                    compiler.get(2),
                    "-w"));
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    List<Call> passed = new ArrayList<>();
    for (Call call : functions.calls()) {
      if (mayBeRefused(plugin, call) && isRefused(plugin, functions, call, wrong)) {
        refused++;
      } else {
        passed.add(call);
        byValues(plugin, call, wrong);
      }
    }
    byRecords(plugin, functions, passed, wrong);
    assertThat(wrong).isEmpty();
    assertThat(refused).isPositive().isLessThan(piece.signatures() / 2);
  }

  /**
   * Those with structures that are packed, or may be aligned by 16 or more on the stack. Java's
   * linker can't be told of the former in registers, nor align the stack by more than 16; and BTF
   * of gcc's does not say what is aligned.
   */
  private static boolean mayBeRefused(Plugin plugin, Call call) {
    return call.structures().stream().anyMatch(tag -> isSpecial(plugin, call, tag));
  }

  private static boolean isSpecial(Plugin plugin, Call call, String tag) {
    long size = Long.parseLong(plugin.lookup("size_" + tag).variable().getText());
    return (call.odd().contains(tag) && size <= 16) || size % 16 == 0;
  }

  /**
   * Whether it is refused, and for a reason that is one. What stands for {@code ...} only an
   * interface says.
   */
  private boolean isRefused(
      Plugin plugin, RandomFunctions functions, Call call, List<String> wrong) {
    try {
      if (call.untyped()) {
        plugin.bind(contract(functions, Set.of(call.name())));
      } else {
        plugin.lookup(call.name()).function();
      }
      return false;
    } catch (BindingException refusal) {
      if (!refusal.getMessage().contains("can't be passed by value")) {
        wrong.add(refusal.getMessage());
      }
      return true;
    }
  }

  /** Calls it in C, and then by lists and maps. */
  private static void byValues(Plugin plugin, Call call, List<String> wrong) {
    if (call.untyped()) {
      return;
    }
    String expected = inC(plugin, call);
    String hash = hash(plugin);
    try {
      NativeFunction called = plugin.lookup(call.name()).function();
      if (!called.format(called.call(call.arguments())).equals(expected)
          || !hash(plugin).equals(hash)) {
        wrong.add(prototype(plugin, call));
      }
    } catch (RuntimeException e) {
      wrong.add(prototype(plugin, call) + ": " + e);
    }
  }

  /** Calls them in C, and then by an interface with records. */
  private void byRecords(
      Plugin plugin, RandomFunctions functions, List<Call> calls, List<String> wrong)
      throws ReflectiveOperationException, IOException {
    Set<String> names = calls.stream().map(Call::name).collect(Collectors.toSet());
    Class<?> contract = contract(functions, names);
    Class<?> generated = contract.getEnclosingClass();
    Object api = plugin.bind(contract);
    for (Call call : calls) {
      inC(plugin, call);
      String hash = hash(plugin);
      List<?> results =
          (List<?>) generated.getMethod("call_" + call.name(), contract).invoke(null, api);
      if (!parts(results.getFirst()).equals(parts(results.getLast()))
          || !hash(plugin).equals(hash)) {
        wrong.add(prototype(plugin, call) + " with records");
      }
    }
  }

  /** The interface of some functions, in the class that has their calls. */
  private Class<?> contract(RandomFunctions functions, Set<String> names) {
    try {
      Class<?> generated = compiled("Generated", functions.java(names));
      return generated.getClassLoader().loadClass("Generated$Api");
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** What C gets. */
  private static String inC(Plugin plugin, Call call) {
    plugin.lookup("call_" + call.name()).function().call(List.of());
    return plugin.lookup("result_" + call.name()).variable().getText();
  }

  private static String prototype(Plugin plugin, Call call) {
    return plugin.lookup(call.name()).type().orElseThrow().type().declare(call.name());
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

    int sum(First first, Second second);
  }

  interface First {
    byte call();
  }

  interface Second {
    short call();
  }

  @Test
  void codeOfClangFindsZerosAboveWhatIsUnsigned() {
    Unsigned api =
        Loader.open(
                new Compiler(folder)
                    .with(
                        "clang",
                        "unsigned.so",
                        """
                        int both(unsigned char c, unsigned short s) { return c * 65536 + s; }
                        int sum(unsigned char (*c)(void), unsigned short (*s)(void)) {
                          return both(c(), s());
                        }
                        """,
                        "-g",
                        "-O2"))
            .bind(Unsigned.class);
    assertThat(api.both((byte) -1, (short) -2)).isEqualTo(0xff_fffe);
    assertThat(api.sum(() -> (byte) -1, () -> (short) -2)).isEqualTo(0xff_fffe);
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
