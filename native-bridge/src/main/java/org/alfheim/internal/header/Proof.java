package org.alfheim.internal.header;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.TypedefType;

/**
 * Has the compiler prove what was read from what it wrote: each type is written back as C, and a
 * static assertion says that the header says the same.
 */
final class Proof {
  private static final String VARIABLE_ARGUMENTS = "__va_list_tag";

  /** What is aligned by less is passed as all structures are (psABI 3.2.3). */
  private static final long STACK = 16;

  /**
   * What the model leaves out of types, left out of the header for the proof. The file that was
   * read had it.
   */
  private static final List<String> LEFT_OUT =
      List.of(
          "#define volatile",
          "#define __volatile__",
          "#define __volatile",
          "#define restrict",
          "#define __restrict",
          "#define __restrict__");

  private final SequencedMap<String, String> assertions = new LinkedHashMap<>();

  /** The symbols that lead to each structure or enumeration, by its spelling. */
  private final Map<String, Set<String>> reached = new LinkedHashMap<>();

  private final Map<String, String> unproved = new LinkedHashMap<>();

  /** Some are macros as well. */
  private final Set<String> memberNames = new TreeSet<>();

  /** Puts up what is to be proved. */
  Proof(Map<String, CType> symbols) {
    symbols.forEach(this::symbol);
  }

  /**
   * Has the compiler prove it.
   *
   * @param headers the headers, and no macros of the names of symbols
   * @return the symbols that were not proved, each with the reason
   */
  Map<String, String> prove(CCompiler compiler, WorkFolder work, List<String> headers)
      throws IOException {
    List<String> before = new ArrayList<>(LEFT_OUT);
    before.addAll(headers);
    memberNames.forEach(name -> before.add("#undef " + name));
    CheckedLines.Outcome outcome =
        new CheckedLines(compiler, work, before).check("proof.c", assertions);
    outcome
        .refused()
        .forEach((what, reason) -> {
          if (reached.containsKey(what)) {
            for (String symbol : reached.get(what)) {
              unproved.putIfAbsent(symbol, what + ": " + reason);
            }
          } else {
            unproved.put(what, reason);
          }
        });
    return unproved;
  }

  private void symbol(String name, CType type) {
    String spelling = type.spelling();
    if (spelling.contains(VARIABLE_ARGUMENTS)) {
      unproved.put(name, "it takes a va_list, which no caller but C has");
      return;
    }
    assertions.put(
        name,
        assertion(
            "__builtin_types_compatible_p(__typeof__((" + name + ")), " + spelling + ")",
            "the type of " + name + " was read as " + spelling));
    reach(type, name, new HashSet<>());
  }

  private static String assertion(String condition, String text) {
    return "_Static_assert(" + condition + ", \"" + text + "\");";
  }

  private void reach(CType type, String symbol, Set<CType> seen) {
    List<CType> stack = new ArrayList<>(List.of(type));
    while (!stack.isEmpty()) {
      CType next = stack.removeLast();
      switch (next) {
        case PointerType pointer -> stack.add(pointer.target());
        case ArrayType array -> stack.add(array.element());
        case FunctionType function -> {
          stack.add(function.result());
          for (Parameter parameter : function.parameters()) {
            stack.add(parameter.type());
          }
        }
        case TypedefType typedef -> {
          if (anonymous(typedef.target())) {
            layout(typedef.name(), typedef.target(), symbol);
          }
          stack.add(typedef.target());
        }
        case StructureType structure -> {
          if (seen.add(structure)) {
            if (!anonymous(structure)) {
              layout(structure.name(), structure, symbol);
            }
            for (Member member : structure.members()) {
              stack.add(member.type());
            }
          }
        }
        case EnumType enumeration -> {
          if (!anonymous(enumeration)) {
            layout(enumeration.name(), enumeration, symbol);
          }
        }
        default -> {}
      }
    }
  }

  /** Whether a type is a structure or an enumeration without a tag. */
  private static boolean anonymous(CType type) {
    return switch (type) {
      case StructureType structure -> structure.name().equals(structure.kind().keyword());
      case EnumType enumeration -> enumeration.name().equals("enum");
      default -> false;
    };
  }

  private void layout(String name, CType type, String symbol) {
    if (name.contains(VARIABLE_ARGUMENTS)) {
      return;
    }
    Set<String> symbols = reached.get(name);
    if (symbols == null) {
      symbols = new TreeSet<>();
      reached.put(name, symbols);
      String condition =
          switch (type) {
            case StructureType structure -> structure(name, structure);
            case EnumType enumeration -> enumeration(name, enumeration);
            default -> throw new IllegalArgumentException(type.spelling());
          };
      assertions.put(name, assertion(condition, "the layout of " + name + " was read wrongly"));
    }
    symbols.add(symbol);
  }

  private String structure(String name, StructureType structure) {
    StringBuilder condition = new StringBuilder();
    condition.append("sizeof(" + name + ") == " + structure.size().orElseThrow());
    long alignment = structure.specifiedAlignment().orElse(0);
    if (alignment >= STACK) {
      condition.append(" && __alignof__(" + name + ") == " + alignment);
    } else if (alignment > 0 && structure.layout().isPresent()) {
      condition.append(" && __alignof__(" + name + ") < " + STACK);
    }
    members(condition, name, structure, 0);
    return condition.toString();
  }

  private void members(StringBuilder condition, String name, StructureType structure, long base) {
    for (Member member : structure.members()) {
      if (!member.name().isEmpty()) {
        memberNames.add(member.name());
      }
      // A bit-field has no address, and what has no name is proved by its members.
      if (member.bitWidth().isPresent()) {
        continue;
      }
      if (member.name().isEmpty()) {
        if (member.type().resolved() instanceof StructureType inner) {
          members(condition, name, inner, base + member.offset());
        }
        continue;
      }
      condition.append(
          " && __builtin_offsetof(%s, %s) == %d"
              .formatted(name, member.name(), base + member.offset()));
      if (sayable(member.type())) {
        condition.append(
            " && __builtin_types_compatible_p(__typeof__(((%s *)0)->%s), %s)"
                .formatted(name, member.name(), member.type().spelling()));
      }
    }
  }

  /** Whether C has a way to write a type down, which it has for nothing that has no name. */
  private static boolean sayable(CType type) {
    return switch (type) {
      case PointerType pointer -> sayable(pointer.target());
      case ArrayType array -> sayable(array.element());
      case FunctionType function ->
          sayable(function.result())
              && function.parameters().stream().allMatch(each -> sayable(each.type()));
      case StructureType structure ->
          !anonymous(structure) && !structure.name().contains(VARIABLE_ARGUMENTS);
      case EnumType enumeration -> !anonymous(enumeration);
      case IncompleteType incomplete -> !incomplete.name().endsWith(" ");
      default -> true;
    };
  }

  private static String enumeration(String name, EnumType enumeration) {
    int bits = enumeration.underlying().bits();
    String type = unsigned(bits);
    StringBuilder condition = new StringBuilder("sizeof(" + name + ") == " + bits / Byte.SIZE);
    condition.append(
        " && ((%s)-1 < 0) == %d".formatted(name, enumeration.underlying().signed() ? 1 : 0));
    for (EnumType.Enumerator each : enumeration.enumerators()) {
      condition.append(
          " && (%s)%s == (%s)%sul"
              .formatted(type, each.name(), type, Long.toUnsignedString(each.value())));
    }
    return condition.toString();
  }

  private static String unsigned(int bits) {
    return switch (bits) {
      case 8 -> "unsigned char";
      case 16 -> "unsigned short";
      case 32 -> "unsigned";
      default -> "unsigned long";
    };
  }
}
