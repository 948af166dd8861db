package org.alfheim.internal.btf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** C at random: structures, unions, bit-fields, enumerations, and functions that take them. */
final class GeneratedC {
  private static final List<String> SCALARS =
      List.of(
          "char",
          "signed char",
          "unsigned char",
          "short",
          "unsigned short",
          "int",
          "unsigned int",
          "long",
          "unsigned long",
          "long long",
          "float",
          "double",
          "_Bool",
          "void *",
          "char *",
          "int (*%s)(int, const char *)",
          "long double");
  private static final List<String> INTEGERS =
      List.of(
          "signed char",
          "unsigned char",
          "short",
          "unsigned short",
          "int",
          "unsigned int",
          "long",
          "unsigned long");
  private static final List<Integer> WIDTHS = List.of(8, 8, 16, 16, 32, 32, 64, 64);

  private final Random random;
  private final StringBuilder declarations = new StringBuilder();
  private final StringBuilder definitions = new StringBuilder();
  private final List<Structure> structures = new ArrayList<>();
  private final List<String> types = new ArrayList<>(SCALARS);
  private final List<String> symbols = new ArrayList<>();
  private int names;

  /**
   * A structure or union.
   *
   * @param name its spelling
   * @param plain its members that have an address
   * @param fields its bit-fields
   */
  record Structure(String name, List<String> plain, List<String> fields) {}

  GeneratedC(Random random, int count) {
    this.random = random;
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(5)) {
        case 0 -> enumeration(i);
        case 1 -> typedef(i);
        default -> structure(i);
      }
      function(i);
    }
  }

  String declarations() {
    return declarations.toString();
  }

  String text() {
    return declarations.toString() + definitions;
  }

  List<Structure> structures() {
    return structures;
  }

  List<String> symbols() {
    return symbols;
  }

  private String any(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String declare(String type, String name) {
    return type.contains("%s") ? type.formatted(name) : type + " " + name;
  }

  private void enumeration(int i) {
    declarations.append("enum e%d { ".formatted(i));
    for (int k = 0; k <= random.nextInt(5); k++) {
      declarations.append("E%d_%d = %d, ".formatted(i, k, random.nextInt(1 << 20)));
    }
    declarations.append("};\n");
    types.add("enum e" + i);
  }

  private void typedef(int i) {
    declarations.append("typedef ").append(declare(any(types), "t" + i)).append(";\n");
    types.add("t" + i);
  }

  private void structure(int i) {
    boolean union = random.nextInt(4) == 0;
    String name = (union ? "union s" : "struct s") + i;
    List<String> plain = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    declarations.append(name).append(" {\n").append("  int first" + i + ";\n");
    plain.add("first" + i);
    members(plain, fields, 0, name);
    declarations.append("};\n");
    structures.add(new Structure(name, plain, fields));
    types.add(name);
    definitions.append("%s v%d;\n".formatted(name, i));
    symbols.add("v" + i);
  }

  private void members(List<String> plain, List<String> fields, int depth, String outer) {
    int count = random.nextInt(6) + 1;
    for (int k = 0; k < count; k++) {
      String name = "m" + names++;
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          int integer = random.nextInt(INTEGERS.size());
          int width = random.nextInt(WIDTHS.get(integer)) + 1;
          declarations.append("  %s %s : %d;\n".formatted(INTEGERS.get(integer), name, width));
          fields.add(name);
        }
        case 2 -> {
          declarations.append("  ").append(declare(any(types), name + "[3]")).append(";\n");
          plain.add(name);
        }
        case 3 -> {
          if (depth < 2) {
            declarations.append(random.nextBoolean() ? "  struct {\n" : "  union {\n");
            members(plain, fields, depth + 1, outer);
            declarations.append("  };\n");
          }
        }
        case 4 -> {
          declarations.append("  ").append(outer).append(" *").append(name).append(";\n");
          plain.add(name);
        }
        default -> {
          declarations.append("  ").append(declare(any(types), name)).append(";\n");
          plain.add(name);
        }
      }
    }
  }

  private void function(int i) {
    StringBuilder parameters = new StringBuilder();
    int count = random.nextInt(6) + 1;
    for (int k = 0; k < count; k++) {
      parameters.append(k == 0 ? "" : ", ");
      parameters.append(
          random.nextInt(3) == 0
              ? "const " + declare(any(types), "*p" + k)
              : declare(any(types), "p" + k));
    }
    definitions.append("int f%d(%s) { return 0; }\n".formatted(i, parameters));
    symbols.add("f" + i);
  }
}
