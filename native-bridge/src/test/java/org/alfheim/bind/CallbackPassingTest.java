package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.alfheim.bind.RandomSignatures.Field;
import org.alfheim.bind.RandomSignatures.Function;
import org.alfheim.bind.RandomSignatures.Scalar;
import org.alfheim.bind.RandomSignatures.Structure;
import org.alfheim.bind.RandomSignatures.TypeOfC;
import org.alfheim.bind.RandomSignatures.Value;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callbacks with structures of all classes of the psABI (3.2.3), by value and behind pointers, made
 * at random. C passes values that were written in C, and says whether it got back what was asked
 * for; so it is the compiler that says what is right.
 */
@Timeout(240)
class CallbackPassingTest {
  /** Of one file of C and one interface of Java. */
  private static final int SIGNATURES = 80;

  private static final List<String> COMPILERS = List.of("gcc", "clang");
  private static final int STRUCTURES = 30;

  @TempDir Path folder;

  /** An enumeration; Java's has the same constants. */
  private record Enumerated() implements TypeOfC {
    private static final List<String> CONSTANTS = List.of("LOW", "MIDDLE", "HIGH");

    @Override
    public String name() {
      return "enum level";
    }

    @Override
    public Value value(Random random) {
      String constant = CONSTANTS.get(random.nextInt(3));
      return new Value(constant, constant);
    }

    @Override
    public String mix(String expression) {
      return "h = h * 31 + (unsigned long) (" + expression + ");";
    }
  }

  /** A structure behind a pointer. */
  private record Pointed(Structure structure) implements TypeOfC {
    @Override
    public String name() {
      return "const " + structure.name() + " *";
    }

    @Override
    public Value value(Random random) {
      Value value = structure.value(random);
      return new Value("&" + value.c(), value.java());
    }

    @Override
    public String mix(String expression) {
      return structure.mix("*" + expression);
    }
  }

  private static List<Function> functions(List<Structure> structures, Random random) {
    return RandomSignatures.functions(SIGNATURES, structures, random).stream()
        .map(each ->
            new Function(
                each.name(),
                random.nextInt(8) == 0 ? new Enumerated() : each.result(),
                each.parameters().stream().map(type -> varied(type, random)).toList()))
        .toList();
  }

  private static TypeOfC varied(TypeOfC type, Random random) {
    if (type instanceof Structure structure && random.nextInt(4) == 0) {
      return new Pointed(structure);
    }
    return random.nextInt(10) == 0 ? new Enumerated() : type;
  }

  private static String java(TypeOfC type) {
    return switch (type) {
      case Structure structure -> "S" + structure.tag().substring(1);
      case Pointed pointed -> java(pointed.structure());
      case Enumerated _ -> "Level";
      case Scalar scalar ->
          switch (scalar.name()) {
            case "_Bool" -> "boolean";
            case "char", "unsigned char" -> "byte";
            case "unsigned short" -> "short";
            default -> scalar.name();
          };
      default -> throw new AssertionError(type);
    };
  }

  private static String record(Structure structure) {
    List<Field> fields = structure.union() ? structure.fields().subList(0, 1) : structure.fields();
    return "@org.alfheim.bind.Name(\"%s\") record %s(%s) {}"
        .formatted(
            structure.name(),
            java(structure),
            fields.stream()
                .map(field ->
                    (field.width() > 0
                            ? "long"
                            : java(field.type()) + (field.length() > 0 ? "[]" : ""))
                        + " "
                        + field.name())
                .collect(Collectors.joining(", ")));
  }

  private static String list(List<TypeOfC> types) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> java(types.get(i)) + " p" + i)
        .collect(Collectors.joining(", "));
  }

  /** What a callback is given, and what it has to give. */
  private record Case(Function function, List<Object> arguments, Object result) {}

  /** A seed for each piece; thousands take minutes: {@code -Dalfheim.signatures=2500}. */
  static IntStream seeds() {
    return IntStream.rangeClosed(
        3, 2 + Math.ceilDiv(Integer.getInteger("alfheim.signatures", SIGNATURES), SIGNATURES));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatACallbackGetsAndGivesIsWhatCPassesAndTakes(int seed) throws Exception {
    Random random = new Random(seed);
    List<Structure> structures = RandomSignatures.structures(STRUCTURES, random);
    List<Function> functions = functions(structures, random);
    StringBuilder c = new StringBuilder("enum level { LOW = -3, MIDDLE, HIGH = 70000 };\n");
    StringBuilder java =
        new StringBuilder(
            "package made;\npublic interface Made {\nenum Level { LOW, MIDDLE, HIGH }\n");
    structures.forEach(each -> {
      c.append(each.definition()).append('\n');
      java.append(record(each)).append('\n');
    });
    List<Case> cases = new ArrayList<>();
    for (Function function : functions) {
      cases.add(define(function, c, random));
      String name = function.name();
      java.append(
          "interface F%1$s { %2$s f(%3$s); }\nlong call_%1$s(F%1$s f);\n"
              .formatted(name, java(function.result()), list(function.parameters())));
    }
    java.append("}\n");
    var plugin =
        Loader.open(
            new Compiler(folder)
                .with(
                    COMPILERS.get((seed - 3) % COMPILERS.size()),
                    "callback-passing-" + seed + ".so",
                    c.toString(),
                    "-g",
                    "-O2",
                    "-w"));
    List<String> wrong = new ArrayList<>();
    try (URLClassLoader made = compiled(java.toString())) {
      Class<?> contract = made.loadClass("made.Made");
      Object bound = plugin.bind(contract);
      for (Case each : cases) {
        wrong.addAll(run(contract, bound, each));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).hasSize(SIGNATURES);
  }

  private URLClassLoader compiled(String source) throws IOException {
    Path file = Files.createDirectories(folder.resolve("made")).resolve("Made.java");
    Files.writeString(file, source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
    assertThat(status).isZero();
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, CallbackPassingTest.class.getClassLoader());
  }

  /** A function that calls its callback, and says whether the result is what it should be. */
  private static Case define(Function function, StringBuilder text, Random random) {
    List<Object> values = new ArrayList<>();
    List<String> written = new ArrayList<>();
    for (TypeOfC type : function.parameters()) {
      Value value = type.value(random);
      values.add(value.java());
      written.add(value.c());
    }
    Value result = function.result().value(random);
    String name = function.result().name();
    text.append(
        """
        static unsigned long hash_%1$s(%2$s v) { unsigned long h = 7; %3$s return h; }
        long call_%1$s(%2$s (*f)(%4$s)) {
          %2$s e = %5$s;
          %2$s r = f(%6$s);
          return hash_%1$s(r) == hash_%1$s(e);
        }
        """
            .formatted(
                function.name(),
                name,
                function.result().mix("v"),
                function.parameters().isEmpty()
                    ? "void"
                    : function.parameters().stream()
                        .map(TypeOfC::name)
                        .collect(Collectors.joining(", ")),
                result.c(),
                String.join(", ", written)));
    return new Case(function, values, result.java());
  }

  private static List<String> run(Class<?> contract, Object bound, Case expected)
      throws ReflectiveOperationException {
    String name = "call_" + expected.function().name();
    Method call =
        java.util.Arrays.stream(contract.getMethods())
            .filter(method -> method.getName().equals(name))
            .findFirst()
            .orElseThrow();
    Class<?> functional = call.getParameterTypes()[0];
    Method method = functional.getMethods()[0];
    List<String> wrong = new ArrayList<>();
    Object callback =
        Proxy.newProxyInstance(
            functional.getClassLoader(),
            new Class<?>[] {functional},
            (_, called, arguments) -> {
              if (called.getDeclaringClass() == Object.class) {
                return called.getName().equals("hashCode") ? 1 : null;
              }
              for (int i = 0; i < expected.arguments().size(); i++) {
                Object wanted = made(method.getParameterTypes()[i], expected.arguments().get(i));
                if (!text(wanted).equals(text(arguments[i]))) {
                  wrong.add(
                      name
                          + ": argument "
                          + i
                          + " is "
                          + text(arguments[i])
                          + ", not "
                          + text(wanted));
                }
              }
              return made(method.getReturnType(), expected.result());
            });
    call.setAccessible(true);
    if ((long) call.invoke(bound, callback) != 1) {
      wrong.add(name + ": C got another result");
    }
    return wrong;
  }

  /** A value as Java's type has it. */
  private static Object made(Class<?> type, Object value) throws ReflectiveOperationException {
    if (type.isRecord()) {
      RecordComponent[] components = type.getRecordComponents();
      Object[] parts = new Object[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < parts.length; i++) {
        types[i] = components[i].getType();
        parts[i] = made(types[i], ((Map<?, ?>) value).get(components[i].getName()));
      }
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts);
    }
    if (type.isArray()) {
      List<?> list = (List<?>) value;
      Object array = Array.newInstance(type.componentType(), list.size());
      for (int i = 0; i < list.size(); i++) {
        Array.set(array, i, made(type.componentType(), list.get(i)));
      }
      return array;
    }
    if (type.isEnum()) {
      return java.util.Arrays.stream(type.getEnumConstants())
          .filter(constant -> constant.toString().equals(value))
          .findFirst()
          .orElseThrow();
    }
    if (!(value instanceof Number number)) {
      return value;
    }
    return switch (type.getName()) {
      case "byte" -> number.byteValue();
      case "short" -> number.shortValue();
      case "int" -> number.intValue();
      case "float" -> number.floatValue();
      case "double" -> number.doubleValue();
      default -> number.longValue();
    };
  }

  private static String text(Object value) throws ReflectiveOperationException {
    if (value == null) {
      return "null";
    }
    if (value.getClass().isRecord()) {
      Map<String, String> parts = new LinkedHashMap<>();
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        parts.put(component.getName(), text(accessor.invoke(value)));
      }
      return parts.toString();
    }
    if (value.getClass().isArray()) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        parts.add(text(Array.get(value, i)));
      }
      return parts.toString();
    }
    return value.toString();
  }
}
