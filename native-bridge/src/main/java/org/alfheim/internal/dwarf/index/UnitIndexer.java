package org.alfheim.internal.dwarf.index;

import java.util.Arrays;
import org.alfheim.internal.dwarf.attribute.DwarfNames;
import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.attribute.LocationExpressions;
import org.alfheim.internal.dwarf.attribute.RangeLists;
import org.alfheim.internal.dwarf.attribute.SymbolNames;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.section.NameHash;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.DieCursor;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.internal.dwarf.unit.Value;

/** Enters the functions, variables and types of units in tables. */
final class UnitIndexer {
  /** Names have some ten bytes for each DIE; what has far more shares one long name many times. */
  private static final long MOST_NAME_BYTES = 64;

  private final NameTable symbols = new NameTable();
  private final NameTable addresses = new NameTable();
  private final NameTable types = new NameTable();
  private final SymbolKinds kinds;
  private final boolean relocatable;
  private long nameBytes;
  private long mostNameBytes = 1L << 20;

  /**
   * What enters units.
   *
   * @param kinds what the symbol table says
   * @param relocatable whether addresses say nothing
   */
  UnitIndexer(SymbolKinds kinds, boolean relocatable) {
    this.kinds = kinds;
    this.relocatable = relocatable;
  }

  /** Functions and variables by the hash of the symbol's name. */
  public NameTable symbols() {
    return symbols;
  }

  /** Functions and variables by address; those that share one have {@link Rank#ABSTRACT}. */
  NameTable addresses() {
    return addresses;
  }

  /** Types by the hash of the name with its scopes, and what they are. */
  public NameTable types() {
    return types;
  }

  /** The key of a type. */
  static long typeKey(long nameHash, int tag) {
    int kind =
        switch (tag) {
          case Tag.CLASS_TYPE, Tag.INTERFACE_TYPE -> Tag.STRUCTURE_TYPE;
          case Tag.TEMPLATE_ALIAS -> Tag.TYPEDEF;
          default -> tag;
        };
    return nameHash + kind * 0x9e3779b97f4a7c15L;
  }

  /** Enters what a unit has. */
  public void add(Unit unit) {
    Die root = unit.root();
    if (root == null || Language.of(unit.language()) == Language.ASSEMBLER) {
      return;
    }
    Language language = Language.of(unit.language());
    mostNameBytes += MOST_NAME_BYTES * ((long) unit.header().end() - unit.header().start());
    long[] scopes = new long[8];
    DieCursor cursor = new DieCursor(root);
    boolean more = cursor.next();
    scopes[1] = NameHash.EMPTY;
    while (more) {
      int tag = cursor.tag();
      int depth = cursor.depth();
      boolean inner = false;
      if (tag == Tag.SUBPROGRAM) {
        if (language != Language.GO) {
          function(cursor.die());
        }
      } else if (tag == Tag.VARIABLE) {
        variable(cursor.die());
      } else if (tag == Tag.NAMESPACE || tag == Tag.MODULE || isType(tag)) {
        Die die = cursor.die();
        if (isType(tag)) {
          type(die, scopes[depth]);
        }
        inner = entered(die, language);
        if (inner) {
          if (depth + 1 == scopes.length) {
            scopes = Arrays.copyOf(scopes, 2 * scopes.length);
          }
          scopes[depth + 1] = scope(die, scopes[depth]);
        }
      }
      more = inner ? cursor.next() : cursor.nextOutside();
    }
  }

  private static boolean isType(int tag) {
    return tag == Tag.TYPEDEF
        || tag == Tag.BASE_TYPE
        || tag == Tag.ENUMERATION_TYPE
        || tag == Tag.TEMPLATE_ALIAS
        || Tag.structure(tag);
  }

  private static boolean entered(Die die, Language language) {
    return die.hasChildren()
        && (die.tag() == Tag.NAMESPACE
            || die.tag() == Tag.MODULE
            || (Tag.structure(die.tag()) && language != Language.C));
  }

  private long scope(Die die, long outer) {
    Value name = die.value(At.NAME);
    return NameHash.scope(name == null ? unnamed(die, outer) : hash(name, outer));
  }

  private static long unnamed(Die die, long outer) {
    long hash = outer;
    for (char c : DwarfNames.scopeName(die).toCharArray()) {
      hash = NameHash.add(hash, (byte) c);
    }
    return hash;
  }

  private long hash(Value name, long seed) {
    nameBytes += name.stringLength();
    if (nameBytes > mostNameBytes) {
      throw name.bad("the names of the units have far more bytes than the units");
    }
    return name.hash(seed);
  }

  private void type(Die die, long scope) {
    Value name = die.value(At.NAME);
    long hash;
    if (die.has(At.SPECIFICATION)) {
      // Its scope is where it was declared, not where it is completed.
      hash = NameHash.of(DwarfNames.qualified(die));
    } else if (name != null) {
      hash = hash(name, scope);
    } else {
      return;
    }
    types.put(typeKey(hash, die.tag()), die.id(), Rank.ofType(die));
  }

  private void function(Die die) {
    enter(die, entry(die), Rank.ofFunction(die));
  }

  private void variable(Die die) {
    enter(die, place(die), Rank.ofVariable(die));
  }

  private void enter(Die die, long address, int rank) {
    Value name = SymbolNames.of(die);
    boolean misleading = address != 0 && kinds.misleads(address);
    if (name != null) {
      long hash = hash(name, NameHash.EMPTY);
      // A resolver may have the name of its function in the image, and has another type.
      if (!misleading || !kinds.isIndirect(hash)) {
        symbols.put(hash, die.id(), rank);
      }
    }
    if (!misleading) {
      address(die, address);
    }
  }

  private void address(Die die, long address) {
    if (address != 0 && !addresses.put(address, die.id(), Rank.UNPROTOTYPED)) {
      addresses.put(address, die.id(), Rank.ABSTRACT);
    }
  }

  /** Where a function begins; 0 if it is nowhere, as what the linker has left out. */
  private long entry(Die die) {
    if (relocatable) {
      return 0;
    }
    Value low = die.value(At.LOW_PC);
    if (low != null) {
      return low.address();
    }
    long[] first = {0};
    if (die.has(At.RANGES)) {
      RangeLists.of(
          die,
          (start, end) -> {
            first[0] = start;
            return false;
          });
    }
    return first[0];
  }

  /** Where a variable lies; 0 if that is not one address. */
  private long place(Die die) {
    Value location = relocatable ? null : die.value(At.LOCATION);
    return location == null || !location.isBlock()
        ? 0
        : LocationExpressions.address(die.unit(), location.block());
  }
}
