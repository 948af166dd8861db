package org.alfheim.internal.dwarf.attribute;

import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.Value;

/** Which symbol a function or a variable is. */
public final class SymbolNames {
  private static final int MOST_ORIGINS = 16;

  private SymbolNames() {}

  /**
   * The symbol's name: DW_AT_linkage_name, or of what is external DW_AT_name; of the DIE or of what
   * it completes.
   *
   * @return the name, or null if it is no symbol that others see
   */
  public static Value of(Die die) {
    boolean external = false;
    Value name = null;
    Die at = die;
    for (int i = 0; at != null; i++) {
      if (i == MOST_ORIGINS) {
        throw tooLong(die);
      }
      Value linkage = at.value(At.LINKAGE_NAME);
      linkage = linkage == null ? at.value(At.MIPS_LINKAGE_NAME) : linkage;
      if (linkage != null) {
        return builtIn(at) ? null : linkage;
      }
      name = name == null ? at.value(At.NAME) : name;
      external = external || at.flag(At.EXTERNAL);
      at = at.origin();
    }
    return external && name != null && !name.startsWith("__builtin_") ? name : null;
  }

  /** What gcc says of a function that it knows itself: its name, and no type. */
  private static boolean builtIn(Die die) {
    Value name = die.value(At.NAME);
    return die.has(At.DECLARATION) && name != null && name.startsWith("__builtin_");
  }

  /** What is thrown where DIEs complete each other without an end. */
  public static org.alfheim.types.TypesException tooLong(Die die) {
    return die.bad(
        "DW_AT_abstract_origin or DW_AT_specification leads from one to the other more than "
            + MOST_ORIGINS
            + " times");
  }

  /** An attribute of a DIE, or of what it completes; null if none has it. */
  public static Value value(Die die, int attribute) {
    Die at = die;
    for (int i = 0; at != null; i++) {
      if (i == MOST_ORIGINS) {
        throw tooLong(die);
      }
      Value value = at.value(attribute);
      if (value != null) {
        return value;
      }
      at = at.origin();
    }
    return null;
  }
}
