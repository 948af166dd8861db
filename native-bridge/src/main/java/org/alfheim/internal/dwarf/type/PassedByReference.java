package org.alfheim.internal.dwarf.type;

import java.util.HashSet;
import java.util.Set;
import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.DieCursor;

/**
 * Classes of C++ that have to be copied or destroyed by code of their own: a function that takes or
 * returns one by value gets an address (Itanium C++ ABI, 3.1.2.3). clang says it of each class; of
 * gcc's it is told by their methods.
 */
final class PassedByReference {
  private static final int DW_CC_PASS_BY_REFERENCE = 4;
  private static final int DW_DEFAULTED_IN_CLASS = 1;
  private static final int MOST = 1 << 10;

  private final Set<Long> seen = new HashSet<>();

  private PassedByReference() {}

  /** Whether it is one of those. */
  static boolean is(Die type) {
    return new PassedByReference().check(type);
  }

  private boolean check(Die type) {
    Die at = type;
    while (at != null && leadsOn(at)) {
      at = seen.add(at.id()) && seen.size() < MOST ? at.follow(At.TYPE) : null;
    }
    if (at == null
        || !Tag.structure(at.tag())
        || Language.of(at.unit().language()) == Language.C
        || !seen.add(at.id())
        || seen.size() > MOST) {
      return false;
    }
    long convention = at.number(At.CALLING_CONVENTION);
    return convention >= 0 ? convention == DW_CC_PASS_BY_REFERENCE : hasCode(at);
  }

  private static boolean leadsOn(Die die) {
    return Tag.qualifier(die.tag()) || die.tag() == Tag.TYPEDEF || die.tag() == Tag.ARRAY_TYPE;
  }

  private boolean hasCode(Die type) {
    if (type.has(At.SIGNATURE)) {
      return check(type.follow(At.SIGNATURE));
    }
    String name = simple(type.name());
    DieCursor children = type.children();
    while (children.nextChild()) {
      Die child = children.die();
      boolean own =
          switch (child.tag()) {
            case Tag.SUBPROGRAM -> child.number(At.VIRTUALITY) > 0 || copies(child, name, type);
            case Tag.INHERITANCE -> child.number(At.VIRTUALITY) > 0 || holds(child);
            case Tag.MEMBER -> !child.has(At.EXTERNAL) && holds(child);
            default -> false;
          };
      if (own) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(Die member) {
    Die type = member.follow(At.TYPE);
    return type != null && check(type);
  }

  /** A class's name without the arguments of its template. */
  private static String simple(String name) {
    int arguments = name.indexOf('<');
    return arguments < 0 ? name : name.substring(0, arguments);
  }

  /**
   * Whether a method is a destructor, or a constructor that copies or moves, and is written out.
   */
  private static boolean copies(Die method, String name, Die type) {
    String own = method.name();
    if (method.number(At.DEFAULTED) == DW_DEFAULTED_IN_CLASS || method.flag(At.DELETED)) {
      return false;
    }
    return own.startsWith("~") || (own.equals(name) && takesAnother(method, type));
  }

  /** Whether the first parameter behind {@code this} is a reference to the class. */
  private static boolean takesAnother(Die method, Die type) {
    DieCursor children = method.children();
    while (children.nextChild()) {
      if (children.tag() == Tag.FORMAL_PARAMETER) {
        Die parameter = children.die();
        if (!parameter.flag(At.ARTIFICIAL)) {
          Die taken = parameter.follow(At.TYPE);
          boolean reference =
              taken != null
                  && (taken.tag() == Tag.REFERENCE_TYPE
                      || taken.tag() == Tag.RVALUE_REFERENCE_TYPE);
          Die target = reference ? taken.follow(At.TYPE) : null;
          if (target != null && target.tag() == Tag.CONST_TYPE) {
            target = target.follow(At.TYPE);
          }
          return target != null && target.name().equals(type.name());
        }
      }
    }
    return false;
  }
}
