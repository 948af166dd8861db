package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  /** A type of C, how a value of it is written in C, and the same value for Java. */
  private interface Type {
    String name();

    Value value(Random random);

    /** C that mixes all of an expression's bits into {@code h}. */
    String mix(String expression);
  }

  private record Value(String c, Object java) {}

  private record Scalar(String name) implements Type {
    @Override
    public Value value(Random random) {
      return switch (name) {
        case "_Bool" -> {
          boolean bool = random.nextBoolean();
          yield new Value(bool ? "1" : "0", bool);
        }
        case "float", "double" -> {
          int number = random.nextInt(2000) - 1000;
          yield new Value(number + ".5", number + (number < 0 ? -0.5 : 0.5));
        }
        case "char" -> integer(random.nextInt(256) - 128);
        case "unsigned char" -> integer(random.nextInt(256));
        case "short" -> integer(random.nextInt(65536) - 32768);
        case "unsigned short" -> integer(random.nextInt(65536));
        case "int" -> integer(random.nextInt(Integer.MAX_VALUE));
        default -> integer(random.nextLong(Long.MAX_VALUE));
      };
    }

    private static Value integer(long value) {
      return new Value(value + "L", value);
    }

    @Override
    public String mix(String expression) {
      return name.equals("float") || name.equals("double")
          ? "h = h * 31 + (long) (" + expression + " * 4);"
          : "h = h * 31 + (unsigned long) (" + expression + ");";
    }
  }

  /** A member; of a bit-field, its width, else 0; of an array, its length, else 0. */
  private record Field(String name, Type type, int width, int length) {
    String declaration() {
      return type.name()
          + " "
          + name
          + (width > 0 ? " : " + width : length > 0 ? "[" + length + "]" : "")
          + ";";
    }
  }

  private record Structure(String tag, boolean union, List<Field> fields) implements Type {
    @Override
    public String name() {
      return (union ? "union " : "struct ") + tag;
    }

    String definition() {
      StringBuilder text = new StringBuilder(name() + " { ");
      fields.forEach(field -> text.append(field.declaration()).append(' '));
      return text.append("};").toString();
    }

    @Override
    public Value value(Random random) {
      StringBuilder text = new StringBuilder("(" + name() + ") { ");
      Map<String, Object> members = new LinkedHashMap<>();
      for (Field field : union ? fields.subList(0, 1) : fields) {
        if (field.width() > 0) {
          long value = random.nextLong(1L << (field.width() - 1));
          text.append(".%s = %dL, ".formatted(field.name(), value));
          members.put(field.name(), value);
        } else if (field.length() > 0) {
          List<Object> values = new ArrayList<>();
          text.append(".").append(field.name()).append(" = { ");
          for (int i = 0; i < field.length(); i++) {
            Value value = field.type().value(random);
            text.append(value.c()).append(", ");
            values.add(value.java());
          }
          text.append("}, ");
          members.put(field.name(), values);
        } else {
          Value value = field.type().value(random);
          text.append(".%s = %s, ".formatted(field.name(), value.c()));
          members.put(field.name(), value.java());
        }
      }
      return new Value(text.append("}").toString(), members);
    }

    @Override
    public String mix(String expression) {
      StringBuilder text = new StringBuilder();
      for (Field field : union ? fields.subList(0, 1) : fields) {
        String member = "(" + expression + ")." + field.name();
        if (field.length() == 0) {
          text.append(field.type().mix(member));
        }
        for (int i = 0; i < field.length(); i++) {
          text.append(field.type().mix(member + "[" + i + "]"));
        }
      }
      return text.toString();
    }
  }

  private record Function(String name, Type result, List<Type> parameters) {}

  private static final List<Type> SCALARS =
      List.of(
          new Scalar("_Bool"),
          new Scalar("char"),
          new Scalar("unsigned char"),
          new Scalar("short"),
          new Scalar("unsigned short"),
          new Scalar("int"),
          new Scalar("long"),
          new Scalar("float"),
          new Scalar("double"),
          new Scalar("float"),
          new Scalar("double"),
          new Scalar("long"));

  private static <T> T any(List<? extends T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static List<Structure> structures(Random random) {
    List<Structure> made = new ArrayList<>();
    for (int i = 0; i < STRUCTURES; i++) {
      List<Field> fields = new ArrayList<>();
      int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 6 : 3);
      boolean union = random.nextInt(8) == 0;
      for (int j = 0; j < count; j++) {
        String name = "m" + j;
        int kind = random.nextInt(12);
        if (kind == 0 && !made.isEmpty()) {
          fields.add(new Field(name, any(made, random), 0, 0));
        } else if (kind == 1 && !union) {
          fields.add(field(name, random));
        } else if (kind == 2) {
          fields.add(new Field(name, SCALARS.get(5 + random.nextInt(4)), 0, 1 + random.nextInt(3)));
        } else {
          fields.add(new Field(name, any(SCALARS, random), 0, 0));
        }
      }
      made.add(new Structure("s" + i, union, fields));
    }
    return made;
  }

  private static Field field(String name, Random random) {
    List<String> types = List.of("int", "long", "short", "unsigned char");
    Type type = new Scalar(types.get(random.nextInt(types.size())));
    int bits = type.name().equals("long") ? 40 : type.name().equals("int") ? 30 : 7;
    return new Field(name, type, 2 + random.nextInt(bits - 1), 0);
  }

  private static List<Function> functions(List<Structure> structures, Random random) {
    List<Function> made = new ArrayList<>();
    for (int i = 0; i < SIGNATURES; i++) {
      List<Type> parameters = new ArrayList<>();
      int count = random.nextInt(12);
      for (int j = 0; j < count; j++) {
        parameters.add(random.nextInt(3) == 0 ? any(structures, random) : any(SCALARS, random));
      }
      Type result = random.nextBoolean() ? any(structures, random) : any(SCALARS, random);
      made.add(new Function("f" + i, result, parameters));
    }
    return made;
  }

  @ParameterizedTest
  @CsvSource({"gcc, -O0, 1", "gcc, -O2, 2"})
  void whatIsPassedAndReturnedIsWhatCPassesAndReturns(String cc, String level, int seed) {
    Random random = new Random(seed);
    List<Structure> structures = structures(random);
    List<Function> functions = functions(structures, random);
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
      Type type = function.parameters().get(j);
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
