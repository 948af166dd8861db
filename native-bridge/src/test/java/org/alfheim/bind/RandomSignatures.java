package org.alfheim.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Types of C of all classes of the psABI (3.2.3), and functions over them, made at random. */
final class RandomSignatures {
  /** Structures of more scalars are in no other one, since they would grow without end. */
  private static final int MOST_NESTED = 16;

  private RandomSignatures() {}

  /** A type of C, how a value of it is written in C, and the same value for Java. */
  interface TypeOfC {
    String name();

    Value value(Random random);

    /** C that mixes all of an expression's bits into {@code h}. */
    String mix(String expression);
  }

  record Value(String c, Object java) {}

  record Scalar(String name) implements TypeOfC {
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
  record Field(String name, TypeOfC type, int width, int length) {
    String declaration() {
      return type.name()
          + " "
          + name
          + (width > 0 ? " : " + width : length > 0 ? "[" + length + "]" : "")
          + ";";
    }
  }

  record Structure(String tag, boolean union, List<Field> fields) implements TypeOfC {
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

  record Function(String name, TypeOfC result, List<TypeOfC> parameters) {}

  static final List<TypeOfC> SCALARS =
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

  static <T> T any(List<? extends T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static int scalars(TypeOfC type) {
    return type instanceof Structure structure
        ? structure.fields().stream()
            .mapToInt(field -> scalars(field.type()) * Math.max(1, field.length()))
            .sum()
        : 1;
  }

  static List<Structure> structures(int count, Random random) {
    List<Structure> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Field> fields = new ArrayList<>();
      int members = 1 + random.nextInt(random.nextInt(4) == 0 ? 6 : 3);
      boolean union = random.nextInt(8) == 0;
      for (int j = 0; j < members; j++) {
        String name = "m" + j;
        int kind = random.nextInt(12);
        List<Structure> small = made.stream().filter(each -> scalars(each) <= MOST_NESTED).toList();
        if (kind == 0 && !small.isEmpty()) {
          fields.add(new Field(name, any(small, random), 0, 0));
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
    TypeOfC type = new Scalar(types.get(random.nextInt(types.size())));
    int bits = type.name().equals("long") ? 40 : type.name().equals("int") ? 30 : 7;
    return new Field(name, type, 2 + random.nextInt(bits - 1), 0);
  }

  static List<Function> functions(int count, List<Structure> structures, Random random) {
    List<Function> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<TypeOfC> parameters = new ArrayList<>();
      int most = random.nextInt(12);
      for (int j = 0; j < most; j++) {
        parameters.add(random.nextInt(3) == 0 ? any(structures, random) : any(SCALARS, random));
      }
      TypeOfC result = random.nextBoolean() ? any(structures, random) : any(SCALARS, random);
      made.add(new Function("f" + i, result, parameters));
    }
    return made;
  }
}
