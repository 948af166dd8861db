package org.alfheim.internal.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Structures of C at random, and a program that prints where the compiler puts their members: for
 * each a line {@code structure member first-bit bits}, with {@code -} for the structure itself.
 */
final class RandomStructures {
  private static final String[] SCALARS = {
    "char", "signed char", "unsigned short", "short", "int", "unsigned", "long", "unsigned long",
    "long long", "float", "double", "void *", "const char *", "_Bool", "enum e", "number",
    "callback", "long double", "__int128"
  };

  private static final String[] FIELDS = {
    "int", "unsigned", "signed char", "unsigned short", "long", "unsigned long long", "_Bool"
  };

  private static final int[] WIDTHS = {32, 32, 8, 16, 64, 64, 1};

  private final Random random;
  private final StringBuilder source = new StringBuilder();
  private final StringBuilder program = new StringBuilder();
  private final List<String> complete = new ArrayList<>();
  private int names;

  /** Gives always the same for the same seed. */
  RandomStructures(long seed, int count) {
    this.random = new Random(seed);
    source.append(
        """
        #include <stddef.h>
        #include <stdio.h>
        #include <string.h>
        enum e { A, B = 1000 };
        typedef unsigned short number;
        typedef int (*callback)(void *);
        static void bits(const char *s, const char *m, const unsigned char *p, int n) {
          int first = -1, count = 0;
          for (int i = 0; i < n * 8; i++) if (p[i / 8] >> i % 8 & 1) { if (first < 0) first = i; count++; }
          printf("%s %s %d %d\\n", s, m, first, count);
        }
        """);
    for (int i = 0; i < count; i++) {
      structure("s" + i);
    }
  }

  /** The whole program. */
  String source() {
    return source + "int main(void) {\n" + program + "  return 0;\n}\n";
  }

  private void structure(String tag) {
    String kind = random.nextInt(6) == 0 ? "union" : "struct";
    String type = kind + " " + tag;
    String attributes =
        switch (random.nextInt(6)) {
          case 0 -> " __attribute__((packed))";
          case 1 -> " __attribute__((aligned(" + (1 << random.nextInt(6)) + ")))";
          case 2 -> " __attribute__((packed, aligned(2)))";
          default -> "";
        };
    program.append("  printf(\"%s - 0 %zu\\n\", \"" + type + "\", 8 * sizeof(" + type + "));\n");
    String body = members(type, 1 + random.nextInt(8), 0);
    if (kind.equals("struct") && random.nextInt(8) == 0) {
      body += "  short tail[];\n";
      plain(type, "tail", "0 * sizeof(int)");
    } else {
      complete.add(type);
    }
    source.append(
        kind + attributes + " " + tag + " {\n" + body + "};\n" + type + " v" + tag + ";\n");
  }

  private String members(String type, int count, int depth) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String name = "m" + names++;
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> body.append(field(type, name));
        case 3 -> {
          String size = "[" + (1 + random.nextInt(5)) + "]" + (random.nextBoolean() ? "[3]" : "");
          body.append("  " + scalar() + " " + name + size + ";\n");
          plain(type, name, "sizeof(((" + type + " *)0)->" + name + ")");
        }
        case 4 -> {
          if (depth < 3) {
            String kind = random.nextBoolean() ? "struct" : "union";
            body.append(
                "  " + kind + " {\n" + members(type, 1 + random.nextInt(3), depth + 1) + "  };\n");
          }
        }
        case 5 -> {
          if (!complete.isEmpty()) {
            String inner = complete.get(random.nextInt(complete.size()));
            body.append("  " + inner + " " + name + ";\n");
            plain(type, name, "sizeof(" + inner + ")");
          }
        }
        default -> {
          String aligned =
              random.nextInt(6) == 0
                  ? " __attribute__((aligned(" + (1 << random.nextInt(5)) + ")))"
                  : "";
          body.append("  " + scalar() + " " + name + aligned + ";\n");
          plain(type, name, "sizeof(((" + type + " *)0)->" + name + ")");
        }
      }
    }
    return body.append("  char end" + names + ";\n").toString().replace("end" + names, end(type));
  }

  /** Something that has a name, since a structure of nothing else is none. */
  private String end(String type) {
    String name = "m" + names++;
    plain(type, name, "1");
    return name;
  }

  private String scalar() {
    return SCALARS[random.nextInt(SCALARS.length)];
  }

  /** Not as wide as its type: of such a one clang 14 does not say in DWARF 4 that it is a field. */
  private String field(String type, String name) {
    int which = random.nextInt(FIELDS.length);
    int unnamed = random.nextInt(10);
    if (unnamed < 2) {
      return "  " + FIELDS[which] + " : " + (unnamed == 0 ? 0 : 1) + ";\n";
    }
    program.append(
        "  { "
            + type
            + " v; memset(&v, 0, sizeof v); v."
            + name
            + " = -1; bits(\""
            + type
            + "\", \""
            + name
            + "\", (void *) &v, sizeof v); }\n");
    return "  "
        + FIELDS[which]
        + " "
        + name
        + " : "
        + (1 + random.nextInt(Math.max(1, WIDTHS[which] - 1)))
        + ";\n";
  }

  private void plain(String type, String name, String size) {
    program.append(
        "  printf(\"%s %s %zu %zu\\n\", \""
            + type
            + "\", \""
            + name
            + "\", 8 * offsetof("
            + type
            + ", "
            + name
            + "), 8 * "
            + size
            + ");\n");
  }
}
