package org.alfheim.internal.dwarf.attribute;

import java.util.List;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.unit.Die;

/** How the names of types are spelled: with their scopes in C++ and Rust, with a keyword in C. */
public final class DwarfNames {
  private static final int MOST_ORIGINS = 16;
  private static final int LONGEST = 1 << 16;

  private DwarfNames() {}

  /** The DIE that has the name of a type: the one that was declared first. */
  static Die named(Die type) {
    Die at = type;
    for (int i = 0; i < MOST_ORIGINS; i++) {
      Die before = at.follow(At.SPECIFICATION);
      if (before == null) {
        return at;
      }
      at = before;
    }
    throw type.bad("DW_AT_specification leads from one to the other too often");
  }

  /** The name with the names of the scopes around it; empty if the type has none. */
  public static String qualified(Die type) {
    Die named = named(type);
    String name = named.name();
    Language language = Language.of(named.unit().language());
    if (name.isEmpty() || language == Language.C) {
      return name;
    }
    List<Die> scopes = named.unit().scopes().around(named.offset());
    if (scopes.isEmpty()) {
      return name;
    }
    StringBuilder text = new StringBuilder();
    for (Die scope : scopes) {
      text.append(scopeName(scope)).append("::");
      if (text.length() > LONGEST) {
        throw type.bad("a name of more than " + LONGEST + " characters");
      }
    }
    return text.append(name).toString();
  }

  /** The name of a scope. */
  public static String scopeName(Die scope) {
    String name = scope.name();
    if (!name.isEmpty()) {
      return name;
    }
    return scope.tag() == Tag.NAMESPACE ? "(anonymous namespace)" : "(anonymous)";
  }

  /** The word before the name of a type in C. */
  public static String keyword(int tag) {
    return switch (tag) {
      case Tag.UNION_TYPE -> "union";
      case Tag.ENUMERATION_TYPE -> "enum";
      case Tag.CLASS_TYPE, Tag.INTERFACE_TYPE -> "class";
      default -> "struct";
    };
  }
}
