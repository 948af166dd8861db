package org.alfheim.itests.bindings;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.TypedefType;

/**
 * Where structures have their members: by what is known of their types, and a program of C that
 * prints the same by what the compiler says. A line is the structure, the member, its first bit and
 * how many bits it has; without a member, the structure's own.
 */
final class Layouts {
  private final Set<CType> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, StructureType> structures = new TreeMap<>();
  private final IdentityHashMap<StructureType, String> typedefs = new IdentityHashMap<>();
  private final Set<String> names = new TreeSet<>();
  private final StringBuilder known = new StringBuilder();
  private final StringBuilder program = new StringBuilder();

  /** Of all structures that types lead to. */
  Layouts(Stream<? extends CType> types) {
    types.forEach(this::walk);
    typedefs.forEach((structure, name) -> structures.put(name, structure));
    structures.forEach(this::structure);
  }

  private void walk(CType root) {
    Deque<CType> unseen = new ArrayDeque<>();
    unseen.add(root);
    while (!unseen.isEmpty()) {
      CType type = unseen.removeFirst();
      if (!seen.add(type)) {
        continue;
      }
      switch (type) {
        case PointerType pointer -> unseen.addLast(pointer.target());
        case ArrayType array -> unseen.addLast(array.element());
        case TypedefType typedef -> {
          if (typedef.target() instanceof StructureType structure && !tagged(structure)) {
            typedefs.putIfAbsent(structure, typedef.name());
          }
          unseen.addLast(typedef.target());
        }
        case FunctionType function -> {
          unseen.addLast(function.result());
          function.parameters().forEach(each -> unseen.addLast(each.type()));
        }
        case StructureType structure -> {
          if (tagged(structure)) {
            structures.put(structure.name(), structure);
          }
          structure.members().forEach(each -> unseen.addLast(each.type()));
        }
        default -> {}
      }
    }
  }

  private static boolean tagged(StructureType structure) {
    return structure.name().contains(" ");
  }

  private void structure(String name, StructureType type) {
    line(name, "-", 0, 8 * type.size().orElseThrow(), "0", "8 * sizeof(" + name + ")");
    members(name, type, "", 0);
  }

  private void members(String outer, StructureType type, String prefix, long base) {
    for (Member member : type.members()) {
      long first = base + member.bitOffset();
      Optional<StructureType> inner =
          member.type().resolved() instanceof StructureType structure
              ? Optional.of(structure)
              : Optional.empty();
      if (member.name().isEmpty()) {
        inner.ifPresent(structure -> members(outer, structure, prefix, first));
        continue;
      }
      names.add(member.name());
      String path = prefix + member.name();
      if (member.bitWidth().isPresent()) {
        known.append(outer + " " + path + " " + first + " " + member.bitWidth().getAsInt() + "\n");
        program.append(
            "  { %1$s v; memset(&v, 0, sizeof v); v.%2$s = -1; bits(\"%1$s %2$s\", &v, sizeof v); }\n"
                .formatted(outer, path));
        continue;
      }
      long bits = 8 * ((ObjectType) member.type()).size().orElse(0);
      line(
          outer,
          path,
          first,
          bits,
          "8 * offsetof(" + outer + ", " + path + ")",
          bits == 0 ? "0" : "8 * sizeof(((" + outer + " *) 0)->" + path + ")");
      // One without a name is seen here alone.
      inner
          .filter(structure -> !tagged(structure) && !typedefs.containsKey(structure))
          .ifPresent(structure -> members(outer, structure, path + ".", first));
    }
  }

  private void line(String outer, String path, long first, long bits, String offset, String size) {
    known.append(outer + " " + path + " " + first + " " + bits + "\n");
    program.append(
        "  printf(\"%s %s %%zu %%zu\\n\", (size_t) (%s), (size_t) (%s));\n"
            .formatted(outer, path, offset, size));
  }

  /** What is known. */
  String known() {
    return known.toString();
  }

  int count() {
    return structures.size();
  }

  /** The program that prints the same. */
  String program(Library library) {
    StringBuilder out = new StringBuilder();
    library.headers().forEach(header -> out.append("#include <" + header + ">\n"));
    out.append(
        """
        #include <stddef.h>
        #include <stdio.h>
        #include <string.h>
        static void bits(const char *what, void *at, size_t size) {
          const unsigned char *byte = at;
          int first = -1, count = 0;
          for (int i = 0; i < size * 8; i++)
            if (byte[i / 8] >> i % 8 & 1) { if (first < 0) first = i; count++; }
          printf("%s %d %d\\n", what, first, count);
        }
        """);
    // A macro may have the name of a member; it means something else.
    names.forEach(name -> out.append("#undef " + name + "\n"));
    return out + "int main(void) {\n" + program + "  return 0;\n}\n";
  }
}
