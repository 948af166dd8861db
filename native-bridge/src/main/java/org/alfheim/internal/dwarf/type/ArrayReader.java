package org.alfheim.internal.dwarf.type;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.DieCursor;
import org.alfheim.internal.dwarf.unit.Value;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.UnsupportedType;

/** Makes arrays, of one dimension in another where there are several. */
final class ArrayReader {
  private static final int MOST_DIMENSIONS = 64;
  private static final long MINUS_ONE_IN_32_BITS = 0xffffffffL;

  private final DwarfTypeReader reader;

  ArrayReader(DwarfTypeReader reader) {
    this.reader = reader;
  }

  public CType read(Die die) {
    CType element = reader.completeTypeOf(die);
    List<OptionalLong> lengths = lengths(die);
    if (die.flag(At.GNU_VECTOR)) {
      return vector(die, element, lengths);
    }
    if (die.has(At.DATA_LOCATION) || die.has(At.BYTE_STRIDE) || die.has(At.BIT_STRIDE)) {
      // What the symbol leads to describes the array, and is none.
      return new UnsupportedType(
          element.declare("[]") + " with a descriptor", OptionalLong.empty());
    }
    boolean columnsFirst = fortran(die);
    ObjectType array = reader.object(element);
    for (int i = 0; i < lengths.size(); i++) {
      OptionalLong length = lengths.get(columnsFirst ? i : lengths.size() - 1 - i);
      array = array(die, array, length);
    }
    return array;
  }

  private static ObjectType array(Die die, ObjectType element, OptionalLong length) {
    ArrayType array = new ArrayType(element, length);
    try {
      array.size();
    } catch (ArithmeticException e) {
      throw new org.alfheim.types.TypesException(
          die.bad("an array of " + length.orElse(0) + " elements is not possible").getMessage(), e);
    }
    return array;
  }

  private static CType vector(Die die, CType element, List<OptionalLong> lengths) {
    OptionalLong size = OptionalLong.empty();
    if (element.resolved() instanceof ObjectType object && lengths.size() == 1) {
      size = array(die, object, lengths.getFirst()).size();
    }
    String bytes = size.isPresent() ? Long.toString(size.getAsLong()) : "";
    return new UnsupportedType(
        element.declare("__attribute__((vector_size(" + bytes + ")))"), size);
  }

  private List<OptionalLong> lengths(Die die) {
    List<OptionalLong> lengths = new ArrayList<>();
    DieCursor children = die.children();
    while (children.nextChild()) {
      if (children.tag() == Tag.SUBRANGE_TYPE || children.tag() == Tag.ENUMERATION_TYPE) {
        if (lengths.size() == MOST_DIMENSIONS) {
          throw die.bad("an array of more than " + MOST_DIMENSIONS + " dimensions");
        }
        lengths.add(length(children.die()));
      }
    }
    if (lengths.isEmpty()) {
      lengths.add(OptionalLong.empty());
    }
    return lengths;
  }

  /** How many elements a dimension has; empty if only the running program knows. */
  private OptionalLong length(Die dimension) {
    Value count = dimension.value(At.COUNT);
    if (count != null) {
      return count.isConstant() ? checked(dimension, count.unsigned()) : OptionalLong.empty();
    }
    Value upper = dimension.value(At.UPPER_BOUND);
    if (upper == null || !upper.isConstant()) {
      return OptionalLong.empty();
    }
    Value lower = dimension.value(At.LOWER_BOUND);
    if (lower != null && !lower.isConstant()) {
      return OptionalLong.empty();
    }
    long first = lower != null ? lower.unsigned() : fortran(dimension) ? 1 : 0;
    long last = upper.unsigned();
    if (last == MINUS_ONE_IN_32_BITS && upper.fixedSize() == Integer.BYTES) {
      last = -1;
    }
    try {
      return checked(dimension, Math.addExact(Math.subtractExact(last, first), 1));
    } catch (ArithmeticException e) {
      throw dimension.bad("an array from " + first + " to " + last + " is not possible");
    }
  }

  private static OptionalLong checked(Die dimension, long length) {
    if (length < 0) {
      throw dimension.bad(
          "an array of " + Long.toUnsignedString(length) + " elements is not possible");
    }
    return OptionalLong.of(length);
  }

  private static boolean fortran(Die die) {
    return Language.of(die.unit().language()) == Language.FORTRAN;
  }
}
