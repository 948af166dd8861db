package org.alfheim.internal.dwarf.type;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.alfheim.internal.dwarf.attribute.DwarfNames;
import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.DieCursor;
import org.alfheim.internal.dwarf.unit.Value;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.EnumType.Enumerator;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.UnsupportedType;

/** Makes enumerations. */
final class EnumerationReader {
  private final DwarfTypeReader reader;

  EnumerationReader(DwarfTypeReader reader) {
    this.reader = reader;
  }

  /** The type; an incomplete one if it is only declared, without a size. */
  public CType read(Die die) {
    if (die.has(At.SIGNATURE)) {
      return reader.read(die.follow(At.SIGNATURE));
    }
    String name = spelling(die);
    long size = die.number(At.BYTE_SIZE);
    CType declared = die.has(At.TYPE) ? reader.typeOf(die).resolved() : null;
    if (size < 0 && declared == null) {
      return new IncompleteType(name);
    }
    List<Enumerator> enumerators = enumerators(die, declared);
    IntegerType underlying = underlying(declared, size, enumerators);
    return underlying == null
        ? new UnsupportedType(name, size < 0 ? OptionalLong.empty() : OptionalLong.of(size))
        : new EnumType(name, underlying, enumerators);
  }

  private String spelling(Die die) {
    String name = DwarfNames.qualified(die);
    if (name.isEmpty()) {
      return "enum";
    }
    return reader.language(die) == Language.C ? "enum " + name : name;
  }

  /** The integer type that holds the values; null if there is none of the size. */
  private static IntegerType underlying(CType declared, long size, List<Enumerator> enumerators) {
    if (declared instanceof IntegerType integer) {
      return integer;
    }
    if (declared instanceof BoolType) {
      return new IntegerType("unsigned char", Byte.SIZE, false);
    }
    if (declared != null) {
      return null;
    }
    boolean signed = false;
    for (Enumerator enumerator : enumerators) {
      signed |= enumerator.value() < 0;
    }
    String word =
        switch ((int) size) {
          case 1 -> "char";
          case 2 -> "short";
          case 4 -> "int";
          case 8 -> "long";
          default -> null;
        };
    if (word == null) {
      return null;
    }
    String name = signed ? size == 1 ? "signed char" : word : "unsigned " + word;
    return new IntegerType(name, (int) size * Byte.SIZE, signed);
  }

  private static List<Enumerator> enumerators(Die die, CType declared) {
    List<Enumerator> found = new ArrayList<>();
    DieCursor children = die.children();
    while (children.nextChild()) {
      if (children.tag() == Tag.ENUMERATOR) {
        Die enumerator = children.die();
        Value value = enumerator.value(At.CONST_VALUE);
        // One of more than 64 bits is a block.
        if (value != null && value.isConstant()) {
          found.add(new Enumerator(enumerator.name(), number(value, declared)));
        }
      }
    }
    return found;
  }

  /** A value: of a form of the type's own size, the highest bit is its sign. */
  private static long number(Value value, CType declared) {
    long bits = value.unsigned();
    if (declared instanceof IntegerType integer
        && integer.signed()
        && value.fixedSize() * Byte.SIZE == integer.bits()) {
      int unused = Long.SIZE - integer.bits();
      return bits << unused >> unused;
    }
    return bits;
  }
}
