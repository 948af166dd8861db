package org.alfheim.bind.declaration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.VoidType;

/**
 * The words before a declarator that together name a type, in whatever order: {@code const unsigned
 * long int} (C17 6.7.2).
 */
final class Specifiers {
  private static final Set<String> BASIC =
      Set.of(
          "void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "_Bool");
  private static final Map<String, String> SYNONYMS =
      Map.of("__signed__", "signed", "__signed", "signed");
  private static final Set<String> IGNORED =
      Set.of(
          "extern",
          "static",
          "register",
          "inline",
          "__inline",
          "__inline__",
          "_Noreturn",
          "__extension__",
          "_Thread_local",
          "__thread");
  private static final Map<String, String> REFUSED =
      Map.of(
          "typedef", "typedef names a type; declare the function or the variable itself",
          "__int128", "__int128 has no counterpart in Java; pass it by a pointer",
          "_Complex", "_Complex has no counterpart in Java",
          "_BitInt", "_BitInt has no counterpart in Java",
          "_Float128", "_Float128 has no counterpart in Java; pass it by a pointer",
          "__float128", "__float128 has no counterpart in Java; pass it by a pointer",
          "auto", "auto leaves the type open; name it",
          "class", "class is C++; only C declarations are understood",
          "template", "template is C++; only C declarations are understood");

  /** How often each basic word was given. */
  private final Map<String, Integer> words = new LinkedHashMap<>();

  private final List<String> given = new ArrayList<>();

  private CType named;
  private boolean constant;

  /** Whether a word says how a value may be used, not what it is. */
  static boolean qualifier(String word) {
    return switch (word) {
      case "const",
          "__const",
          "volatile",
          "__volatile__",
          "restrict",
          "__restrict",
          "__restrict__",
          "_Atomic" ->
          true;
      default -> false;
    };
  }

  /** Whether a qualifier is {@code const}. */
  static boolean constant(String word) {
    return word.equals("const") || word.equals("__const");
  }

  /**
   * Why a word can't be read before a declarator, if it is a word of C or C++ that has no place
   * there.
   */
  static Optional<String> refusal(String word) {
    if (word.equals("restrict") || word.equals("__restrict") || word.equals("__restrict__")) {
      return Optional.of(word + " is said of a pointer, after its '*'");
    }
    return Optional.ofNullable(REFUSED.get(word));
  }

  /** Whether a word can only begin or go on a type, and is never the name of what is declared. */
  static boolean reserved(String word) {
    return basic(word)
        || qualifier(word)
        || IGNORED.contains(word)
        || REFUSED.containsKey(word)
        || tag(word);
  }

  /** Whether the word after this one is the tag of a structure, a union or an enumeration. */
  static boolean tag(String word) {
    return word.equals("struct") || word.equals("union") || word.equals("enum");
  }

  private static boolean basic(String word) {
    return BASIC.contains(SYNONYMS.getOrDefault(word, word));
  }

  /** Whether nothing yet says which type it is. */
  boolean typeless() {
    return named == null && words.isEmpty();
  }

  /** Whether {@code const} was among the words. */
  boolean constant() {
    return constant;
  }

  /** Takes a word that belongs to a type; false if it does not. */
  boolean take(String word) {
    if (qualifier(word)) {
      constant |= constant(word);
      return true;
    }
    if (IGNORED.contains(word)) {
      return true;
    }
    if (named == null && basic(word)) {
      given.add(word);
      words.merge(SYNONYMS.getOrDefault(word, word), 1, Integer::sum);
      return true;
    }
    return false;
  }

  /** Takes a type that has a name of its own. */
  void name(CType type) {
    named = type;
  }

  /** The type that the words name, or why they name none. */
  CType type() throws Contradiction {
    if (named != null) {
      return named;
    }
    Map<String, Integer> left = new LinkedHashMap<>(words);
    boolean unsigned = left.remove("unsigned") != null;
    boolean signed = left.remove("signed") != null;
    int longs = Optional.ofNullable(left.remove("long")).orElse(0);
    boolean brief = left.remove("short") != null;
    String base = left.isEmpty() ? "int" : left.keySet().iterator().next();
    boolean lengthy = longs > 0 || brief;
    boolean repeated =
        words.entrySet().stream()
            .anyMatch(word -> word.getValue() > (word.getKey().equals("long") ? 2 : 1));
    if (base.equals("double") && longs == 1 && words.size() == 2) {
      throw new Contradiction("long double has no counterpart in Java; use a function for double");
    }
    if (left.size() > 1
        || repeated
        || (unsigned && signed)
        || (brief && longs > 0)
        || (lengthy && !base.equals("int"))
        || ((unsigned || signed) && !base.equals("int") && !base.equals("char"))) {
      throw new Contradiction("the words " + String.join(" ", given) + " name no type together");
    }
    return switch (base) {
      case "void" -> new VoidType();
      case "_Bool" -> new BoolType();
      case "float" -> new FloatingType("float", 32);
      case "double" -> new FloatingType("double", 64);
      case "char" -> character(signed, unsigned);
      default -> integer(brief, longs, unsigned);
    };
  }

  private static CType character(boolean signed, boolean unsigned) {
    String name = unsigned ? "unsigned char" : signed ? "signed char" : "char";
    return new IntegerType(name, 8, !unsigned);
  }

  private static CType integer(boolean brief, int longs, boolean unsigned) {
    String name = brief ? "short" : longs == 2 ? "long long" : longs == 1 ? "long" : "int";
    int bits = brief ? 16 : longs > 0 ? 64 : 32;
    return new IntegerType(unsigned ? "unsigned " + name : name, bits, !unsigned);
  }

  /** The words name no type. */
  static final class Contradiction extends Exception {
    Contradiction(String message) {
      super(message);
    }
  }
}
