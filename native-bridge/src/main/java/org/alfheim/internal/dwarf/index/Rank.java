package org.alfheim.internal.dwarf.index;

import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.unit.Die;

/** How much a DIE says of what it stands for: of several the one that says most is taken. */
final class Rank {
  /** A declaration without a prototype. */
  static final int UNPROTOTYPED = 1;

  /** A declaration. */
  static final int DECLARED = 2;

  /** What is neither declared nor has an address: inlined everywhere. */
  static final int ABSTRACT = 3;

  /** A definition; of types, one without members. */
  static final int DEFINED = 4;

  /** A type with members. */
  static final int WITH_MEMBERS = 5;

  private Rank() {}

  /** Of a function. */
  static int ofFunction(Die die) {
    if (die.has(At.LOW_PC) || die.has(At.RANGES)) {
      return DEFINED;
    }
    if (!die.flag(At.DECLARATION)) {
      return ABSTRACT;
    }
    boolean unprototyped =
        !die.has(At.PROTOTYPED) && Language.of(die.unit().language()) == Language.C;
    return unprototyped ? UNPROTOTYPED : DECLARED;
  }

  /** Of a variable. */
  static int ofVariable(Die die) {
    if (die.has(At.LOCATION) || die.has(At.CONST_VALUE)) {
      return DEFINED;
    }
    return die.flag(At.DECLARATION) ? DECLARED : ABSTRACT;
  }

  /** Of a type. */
  static int ofType(Die die) {
    if (die.flag(At.DECLARATION)) {
      return DECLARED;
    }
    return die.hasChildren() ? WITH_MEMBERS : DEFINED;
  }
}
