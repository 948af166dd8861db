package org.alfheim.internal.demangle;

import org.alfheim.internal.demangle.TypeNode.Builtin;
import org.alfheim.internal.demangle.TypeNode.Literal;

/** The types that have a letter (5.1.5.2). */
final class BuiltinTypes {
  static final Builtin VOID = new Builtin("void", Literal.CAST);

  private static final int LETTERS = 26;
  private static final Builtin[] ONE = new Builtin[LETTERS];
  private static final Builtin[] AFTER_D = new Builtin[LETTERS];

  static {
    put(ONE, 'a', "signed char", Literal.CAST);
    put(ONE, 'b', "bool", Literal.BOOL);
    put(ONE, 'c', "char", Literal.CAST);
    put(ONE, 'd', "double", Literal.FLOATING);
    put(ONE, 'e', "long double", Literal.FLOATING);
    put(ONE, 'f', "float", Literal.FLOATING);
    put(ONE, 'g', "__float128", Literal.FLOATING);
    put(ONE, 'h', "unsigned char", Literal.CAST);
    put(ONE, 'i', "int", Literal.INT);
    put(ONE, 'j', "unsigned int", Literal.UNSIGNED);
    put(ONE, 'l', "long", Literal.LONG);
    put(ONE, 'm', "unsigned long", Literal.UNSIGNED_LONG);
    put(ONE, 'n', "__int128", Literal.CAST);
    put(ONE, 'o', "unsigned __int128", Literal.CAST);
    put(ONE, 's', "short", Literal.CAST);
    put(ONE, 't', "unsigned short", Literal.CAST);
    ONE['v' - 'a'] = VOID;
    put(ONE, 'w', "wchar_t", Literal.CAST);
    put(ONE, 'x', "long long", Literal.LONG_LONG);
    put(ONE, 'y', "unsigned long long", Literal.UNSIGNED_LONG_LONG);
    put(ONE, 'z', "...", Literal.CAST);
    put(AFTER_D, 'a', "auto", Literal.CAST);
    put(AFTER_D, 'c', "decltype(auto)", Literal.CAST);
    put(AFTER_D, 'd', "decimal64", Literal.CAST);
    put(AFTER_D, 'e', "decimal128", Literal.CAST);
    put(AFTER_D, 'f', "decimal32", Literal.CAST);
    put(AFTER_D, 'h', "half", Literal.FLOATING);
    put(AFTER_D, 'i', "char32_t", Literal.CAST);
    put(AFTER_D, 'n', "decltype(nullptr)", Literal.CAST);
    put(AFTER_D, 's', "char16_t", Literal.CAST);
    put(AFTER_D, 'u', "char8_t", Literal.CAST);
  }

  private BuiltinTypes() {}

  private static void put(Builtin[] table, char letter, String text, Literal literal) {
    table[letter - 'a'] = new Builtin(text, literal);
  }

  /** The type of a letter; null if it is of none. */
  static Builtin of(char letter) {
    return Cursor.isLower(letter) ? ONE[letter - 'a'] : null;
  }

  /** The type of a letter after {@code D}; null if it is of none. */
  static Builtin ofD(char letter) {
    return Cursor.isLower(letter) ? AFTER_D[letter - 'a'] : null;
  }
}
