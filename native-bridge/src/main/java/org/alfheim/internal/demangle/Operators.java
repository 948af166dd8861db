package org.alfheim.internal.demangle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operators of the ABI's table, by their two letters. */
final class Operators {
  /**
   * An operator.
   *
   * @param code its two letters
   * @param symbol as it is written; with a space at its end where an operand follows a word
   * @param operands how many an expression has
   */
  record Operator(String code, String symbol, int operands) {}

  private static final List<Operator> ALL =
      List.of(
          new Operator("aN", "&=", 2),
          new Operator("aS", "=", 2),
          new Operator("aa", "&&", 2),
          new Operator("ad", "&", 1),
          new Operator("an", "&", 2),
          new Operator("at", "alignof ", 1),
          new Operator("aw", "co_await ", 1),
          new Operator("az", "alignof ", 1),
          new Operator("cc", "const_cast", 2),
          new Operator("cl", "()", 2),
          new Operator("cm", ",", 2),
          new Operator("co", "~", 1),
          new Operator("dV", "/=", 2),
          new Operator("da", "delete[] ", 1),
          new Operator("dc", "dynamic_cast", 2),
          new Operator("de", "*", 1),
          new Operator("dl", "delete ", 1),
          new Operator("ds", ".*", 2),
          new Operator("dt", ".", 2),
          new Operator("dv", "/", 2),
          new Operator("eO", "^=", 2),
          new Operator("eo", "^", 2),
          new Operator("eq", "==", 2),
          new Operator("fL", "...", 3),
          new Operator("fR", "...", 3),
          new Operator("fl", "...", 2),
          new Operator("fr", "...", 2),
          new Operator("ge", ">=", 2),
          new Operator("gs", "::", 1),
          new Operator("gt", ">", 2),
          new Operator("ix", "[]", 2),
          new Operator("lS", "<<=", 2),
          new Operator("le", "<=", 2),
          new Operator("ls", "<<", 2),
          new Operator("lt", "<", 2),
          new Operator("mI", "-=", 2),
          new Operator("mL", "*=", 2),
          new Operator("mi", "-", 2),
          new Operator("ml", "*", 2),
          new Operator("mm", "--", 1),
          new Operator("na", "new[]", 3),
          new Operator("ne", "!=", 2),
          new Operator("ng", "-", 1),
          new Operator("nt", "!", 1),
          new Operator("nw", "new", 3),
          new Operator("oR", "|=", 2),
          new Operator("oo", "||", 2),
          new Operator("or", "|", 2),
          new Operator("pL", "+=", 2),
          new Operator("pl", "+", 2),
          new Operator("pm", "->*", 2),
          new Operator("pp", "++", 1),
          new Operator("ps", "+", 1),
          new Operator("pt", "->", 2),
          new Operator("qu", "?", 3),
          new Operator("rM", "%=", 2),
          new Operator("rS", ">>=", 2),
          new Operator("rc", "reinterpret_cast", 2),
          new Operator("rm", "%", 2),
          new Operator("rs", ">>", 2),
          new Operator("sP", "sizeof... ", 1),
          new Operator("sZ", "sizeof... ", 1),
          new Operator("sc", "static_cast", 2),
          new Operator("ss", "<=>", 2),
          new Operator("st", "sizeof ", 1),
          new Operator("sz", "sizeof ", 1),
          new Operator("tr", "throw", 0),
          new Operator("tw", "throw ", 1));

  private static final Map<String, Operator> BY_CODE = HashMap.newHashMap(ALL.size());

  static {
    for (Operator operator : ALL) {
      BY_CODE.put(operator.code(), operator);
    }
  }

  private Operators() {}

  /** The operator of two letters; null if there is none. */
  static Operator of(char first, char second) {
    return BY_CODE.get("" + first + second);
  }
}
