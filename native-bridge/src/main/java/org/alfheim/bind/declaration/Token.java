package org.alfheim.bind.declaration;

/**
 * A word of a C declaration.
 *
 * @param kind what sort of word it is
 * @param text as it was written; empty at the end
 * @param column where it begins, from 1
 */
record Token(Kind kind, String text, int column) {
  enum Kind {
    WORD,
    NUMBER,
    PUNCTUATION,
    END
  }

  boolean is(String punctuation) {
    return kind == Kind.PUNCTUATION && text.equals(punctuation);
  }

  /** The token as an error message names it. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
