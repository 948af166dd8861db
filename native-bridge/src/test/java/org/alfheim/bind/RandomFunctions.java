package org.alfheim.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Functions of C that are made at random, and the same as an interface of Java with records. Each
 * function leaves a hash of what it was given; for each there is a call in C with the same values.
 */
final class RandomFunctions {
  private static final int STRUCTURES = 60;

  /** Structures of more scalars are in no other one, since they would grow without end. */
  private static final int MOST_NESTED = 16;

  private final List<Structure> structures;
  private final List<Function> functions = new ArrayList<>();

  /** A type of C, the same in Java, and how a value of it is written in both. */
  private interface Type {
    String name();

    String java();

    Value value(Random random);

    /** C that mixes all of an expression's bits into {@code h}. */
    String mix(String expression);

    /** How many scalars a value has. */
    int scalars();
  }

  /**
   * A value.
   *
   * @param c as it is written in C
   * @param object as it is passed where there is no interface
   * @param java as it is written in Java
   */
  private record Value(String c, Object object, String java) {}

  private record Scalar(String name, String java) implements Type {
    @Override
    public Value value(Random random) {
      return switch (name) {
        case "_Bool" -> {
          boolean bool = random.nextBoolean();
          yield new Value(bool ? "1" : "0", bool, String.valueOf(bool));
        }
        case "float", "double" -> {
          int number = random.nextInt(2000) - 1000;
          yield new Value(
              number + ".5", number + (number < 0 ? -0.5 : 0.5), "(" + java + ") " + number + ".5");
        }
        case "char" -> integer(random.nextInt(256) - 128);
        case "unsigned char" -> integer(random.nextInt(256));
        case "short" -> integer(random.nextInt(65536) - 32768);
        case "unsigned short" -> integer(random.nextInt(65536));
        case "int" -> integer(random.nextInt(Integer.MAX_VALUE));
        default -> integer(random.nextLong(Long.MAX_VALUE));
      };
    }

    @Override
    public int scalars() {
      return 1;
    }

    private Value integer(long value) {
      return new Value(value + "L", value, "(" + java + ") " + value + "L");
    }

    @Override
    public String mix(String expression) {
      return name.equals("float") || name.equals("double")
          ? "h = h * 31 + (long) (" + expression + " * 4);"
          : "h = h * 31 + (unsigned long) (" + expression + ");";
    }
  }

  /**
   * A member.
   *
   * @param width of a bit-field, else 0
   * @param length of an array, else 0
   * @param aligned what it is aligned by against its type's alignment, else 0
   */
  private record Field(String name, Type type, int width, int length, int aligned) {
    Field(String name, Type type, int width, int length) {
      this(name, type, width, length, 0);
    }

    String declaration() {
      return type.name()
          + " "
          + name
          + (width > 0 ? " : " + width : length > 0 ? "[" + length + "]" : "")
          + (aligned > 0 ? " __attribute__((aligned(" + aligned + ")))" : "")
          + ";";
    }

    String component() {
      return (width > 0 ? "long" : type.java() + (length > 0 ? "[]" : "")) + " " + name;
    }

    Value value(Random random) {
      if (width > 0) {
        long value = random.nextLong(1L << (width - 1));
        return new Value(value + "L", value, value + "L");
      }
      if (length == 0) {
        return type.value(random);
      }
      List<Value> elements = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        elements.add(type.value(random));
      }
      return new Value(
          "{ " + String.join(", ", elements.stream().map(Value::c).toList()) + " }",
          elements.stream().map(Value::object).toList(),
          "new %s[] { %s }"
              .formatted(
                  type.java(), String.join(", ", elements.stream().map(Value::java).toList())));
    }
  }

  /** A structure or union, with its attribute of gcc's, if it has one. */
  private record Structure(String tag, boolean union, List<Field> fields, String attribute)
      implements Type {
    /** Whether it may lie otherwise than the psABI has its members. */
    boolean odd() {
      return !attribute.isEmpty()
          || fields.stream()
              .anyMatch(field ->
                  field.aligned() > 0 || (field.type() instanceof Structure inner && inner.odd()));
    }

    @Override
    public int scalars() {
      return fields.stream()
          .mapToInt(field -> field.type().scalars() * Math.max(1, field.length()))
          .sum();
    }

    @Override
    public String name() {
      return (union ? "union " : "struct ") + tag;
    }

    @Override
    public String java() {
      return tag.toUpperCase(java.util.Locale.ROOT);
    }

    String definition() {
      StringBuilder text = new StringBuilder(name() + " { ");
      fields.forEach(field -> text.append(field.declaration()).append(' '));
      return text.append('}').append(attribute).append(';').toString();
    }

    /** Of a union only the first member has a value. */
    private List<Field> valued() {
      return union ? fields.subList(0, 1) : fields;
    }

    String declaration() {
      return "@org.alfheim.bind.Name(\"%s\") public record %s(%s) {}"
          .formatted(
              name(), java(), String.join(", ", valued().stream().map(Field::component).toList()));
    }

    @Override
    public Value value(Random random) {
      StringBuilder c = new StringBuilder("(" + name() + ") { ");
      Map<String, Object> members = new LinkedHashMap<>();
      List<String> arguments = new ArrayList<>();
      for (Field field : valued()) {
        Value value = field.value(random);
        c.append(".%s = %s, ".formatted(field.name(), value.c()));
        members.put(field.name(), value.object());
        arguments.add(value.java());
      }
      return new Value(
          c.append("}").toString(),
          members,
          "new %s(%s)".formatted(java(), String.join(", ", arguments)));
    }

    @Override
    public String mix(String expression) {
      StringBuilder text = new StringBuilder();
      for (Field field : valued()) {
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

  /**
   * A function.
   *
   * @param fixed how many parameters are before {@code ...}; all of them if there is none
   * @param returned what it returns each time
   * @param passed what it is called with
   */
  private record Function(
      String name,
      Type result,
      List<Type> parameters,
      int fixed,
      Value returned,
      List<Value> passed) {

    private boolean variadic() {
      return fixed < parameters.size();
    }

    String definition() {
      List<String> declared = new ArrayList<>();
      List<String> written = new ArrayList<>();
      StringBuilder tail = new StringBuilder();
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < parameters.size(); i++) {
        String type = parameters.get(i).name();
        if (i < fixed) {
          declared.add(type + " p" + i);
          written.add(passed.get(i).c());
        } else {
          tail.append("%s p%d = va_arg(rest, %s); ".formatted(type, i, type));
          boolean cast = parameters.get(i) instanceof Scalar;
          written.add((cast ? "(" + type + ") " : "") + passed.get(i).c());
        }
        body.append(parameters.get(i).mix("p" + i));
      }
      if (variadic()) {
        declared.add("...");
        tail.insert(0, "va_list rest; va_start(rest, p%d); ".formatted(fixed - 1));
        tail.append("va_end(rest);");
      }
      return """
      %2$s result_%1$s;
      __attribute__((noinline)) %2$s %1$s(%3$s) {
        unsigned long h = 7;
        %7$s
        %4$s
        hash = h;
        %2$s r = %5$s;
        return r;
      }
      void call_%1$s(void) { hash = 0; result_%1$s = %1$s(%6$s); }
      """
          .formatted(
              name,
              result.name(),
              declared.isEmpty() ? "void" : String.join(", ", declared),
              body,
              returned.c(),
              String.join(", ", written),
              tail);
    }

    String method() {
      List<String> declared = new ArrayList<>();
      for (int i = 0; i < parameters.size(); i++) {
        String annotation = i == fixed ? "@org.alfheim.bind.Variadic " : "";
        declared.add(annotation + parameters.get(i).java() + " p" + i);
      }
      return "%s %s(%s);".formatted(result.java(), name, String.join(", ", declared));
    }

    /** The call, the value that it is to give, and both as a list. */
    String call() {
      return "static List<Object> call_%1$s(Api api) { return Arrays.asList(api.%1$s(%2$s), %3$s); }"
          .formatted(
              name, String.join(", ", passed.stream().map(Value::java).toList()), returned.java());
    }

    /** What it takes and gives by value. */
    Stream<Structure> structures() {
      return Stream.concat(Stream.of(result), parameters.stream())
          .filter(Structure.class::isInstance)
          .map(Structure.class::cast);
    }

    /** The arguments without an interface; an {@code int} is one where its type is not declared. */
    List<Object> arguments() {
      List<Object> arguments = new ArrayList<>();
      for (int i = 0; i < passed.size(); i++) {
        Object value = passed.get(i).object();
        boolean narrow = i >= fixed && parameters.get(i).name().equals("int");
        arguments.add(narrow ? (Object) ((Long) value).intValue() : value);
      }
      return arguments;
    }
  }

  private static final List<Type> SCALARS =
      List.of(
          new Scalar("_Bool", "boolean"),
          new Scalar("char", "byte"),
          new Scalar("unsigned char", "byte"),
          new Scalar("short", "short"),
          new Scalar("unsigned short", "short"),
          new Scalar("int", "int"),
          new Scalar("long", "long"),
          new Scalar("float", "float"),
          new Scalar("double", "double"),
          new Scalar("float", "float"),
          new Scalar("double", "double"),
          new Scalar("long", "long"));

  /** Those of which there are eight registers. */
  private static final List<Type> FLOATING = SCALARS.subList(7, 11);

  /** Those that stay as they are where no type is declared (C17 6.5.2.2p6). */
  private static final List<Type> PROMOTED =
      List.of(SCALARS.get(5), SCALARS.get(6), SCALARS.get(8));

  /** Half of them align by what the stack is aligned by, or more. */
  private static final List<String> ATTRIBUTES =
      List.of(
          "packed",
          "packed",
          "packed, aligned(4)",
          "aligned(8)",
          "aligned(16)",
          "aligned(16)",
          "packed, aligned(16)",
          "aligned(32)",
          "aligned(64)");

  /** So many of one seed: always the same. */
  RandomFunctions(int count, long seed) {
    Random random = new Random(seed);
    structures = structures(random);
    for (int i = 0; i < count; i++) {
      functions.add(function("f" + i, random));
    }
  }

  private static <T> T any(List<? extends T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static List<Structure> structures(Random random) {
    List<Structure> made = new ArrayList<>();
    for (int i = 0; i < STRUCTURES; i++) {
      List<Field> fields = new ArrayList<>();
      int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 6 : 3);
      boolean union = random.nextInt(8) == 0;
      List<Type> scalars = i % 3 == 0 ? FLOATING : SCALARS;
      for (int j = 0; j < count; j++) {
        String name = "m" + j;
        int kind = random.nextInt(12);
        List<Structure> small =
            made.stream().filter(each -> each.scalars() <= MOST_NESTED).toList();
        if (kind == 0 && !small.isEmpty()) {
          fields.add(new Field(name, any(small, random), 0, 0));
        } else if (kind == 1 && !union) {
          fields.add(field(name, random));
        } else if (kind == 2) {
          fields.add(new Field(name, SCALARS.get(5 + random.nextInt(4)), 0, 1 + random.nextInt(3)));
        } else {
          int aligned = random.nextInt(40) == 0 ? 8 << random.nextInt(4) : 0;
          fields.add(new Field(name, any(scalars, random), 0, 0, aligned));
        }
      }
      String attribute =
          random.nextInt(10) == 0 ? " __attribute__((" + any(ATTRIBUTES, random) + "))" : "";
      made.add(new Structure("s" + i, union, fields, attribute));
    }
    return made;
  }

  private static Field field(String name, Random random) {
    List<String> types = List.of("int", "long", "short", "unsigned char");
    Type type = new Scalar(types.get(random.nextInt(types.size())), "long");
    int bits = type.name().equals("long") ? 40 : type.name().equals("int") ? 30 : 7;
    return new Field(name, type, 2 + random.nextInt(bits - 1), 0);
  }

  /**
   * One in two has so many structures that registers run out between them; one in five is variadic.
   */
  private Function function(String name, Random random) {
    int scalars = random.nextBoolean() ? 4 : 2;
    List<Type> parameters = new ArrayList<>();
    int count = random.nextInt(12);
    int fixed = count > 1 && random.nextInt(5) == 0 ? 1 + random.nextInt(count - 1) : count;
    for (int i = 0; i < count; i++) {
      List<Type> simple = i < fixed ? SCALARS : PROMOTED;
      parameters.add(random.nextInt(6) < scalars ? any(simple, random) : any(structures, random));
    }
    Type result = random.nextBoolean() ? any(structures, random) : any(SCALARS, random);
    return new Function(
        name,
        result,
        parameters,
        fixed,
        result.value(random),
        parameters.stream().map(type -> type.value(random)).toList());
  }

  /** A call of a function, and what may be asked of it. */
  record Call(
      String name,
      List<Object> arguments,
      boolean untyped,
      List<String> structures,
      List<String> odd) {}

  /**
   * All calls: {@code untyped} are those with a structure where no type is declared, which only an
   * interface can say; {@code structures} are the tags of those by value, {@code odd} of them those
   * that are packed or aligned.
   */
  List<Call> calls() {
    return functions.stream()
        .map(each ->
            new Call(
                each.name(),
                each.arguments(),
                each.parameters().stream().skip(each.fixed()).anyMatch(Structure.class::isInstance),
                each.structures().map(Structure::tag).toList(),
                each.structures().filter(Structure::odd).map(Structure::tag).toList()))
        .toList();
  }

  /** All of it in C. */
  String c() {
    StringBuilder text = new StringBuilder("#include <stdarg.h>\nunsigned long hash;\n");
    structures.forEach(each ->
        text.append(
            "%s\nunsigned long size_%s = sizeof(%s);\n"
                .formatted(each.definition(), each.tag(), each.name())));
    functions.forEach(each -> text.append(each.definition()).append('\n'));
    return text.toString();
  }

  /**
   * The class {@code Generated} with the functions as the interface {@code Api}, and their calls as
   * methods that give a list of two: what came back, and what should have.
   *
   * @param names which functions
   */
  String java(Set<String> names) {
    List<Function> chosen = functions.stream().filter(each -> names.contains(each.name())).toList();
    StringBuilder text =
        new StringBuilder(
            """
            import java.util.Arrays;
            import java.util.List;
            public class Generated {
              public interface Api {
                @org.alfheim.bind.Global long hash();
            """);
    chosen.forEach(each -> text.append(each.method()).append('\n'));
    text.append("}\n");
    structures.forEach(each -> text.append(each.declaration()).append('\n'));
    chosen.forEach(each -> text.append("public ").append(each.call()).append('\n'));
    return text.append("}\n").toString();
  }
}
