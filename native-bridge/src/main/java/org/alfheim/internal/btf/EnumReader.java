package org.alfheim.internal.btf;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.EnumType.Enumerator;
import org.alfheim.types.IncompleteType;

/** Reads enumerations. */
final class EnumReader {
  private static final int ENTRY = 8;
  private static final int ENTRY_64 = 12;

  private final BtfTable table;
  private final BtfStrings strings;

  EnumReader(BtfTable table, BtfStrings strings) {
    this.table = table;
    this.strings = strings;
  }

  /** An enumeration; one without enumerators is only declared. */
  CType read(int id, String tag) {
    String name = BtfNames.spelling("enum", tag);
    int count = table.vlen(id);
    if (count == 0) {
      return new IncompleteType(name);
    }
    long size = table.size(id);
    if (!(size == 1 || size == 2 || size == 4 || size == 8)) {
      throw table.bad(id, "is an enumeration of " + size + " bytes");
    }
    BtfBytes bytes = table.bytes();
    boolean wide = table.kind(id) == BtfKind.ENUM64;
    boolean signed = table.flag(id);
    List<Enumerator> enumerators = new ArrayList<>(count);
    int place = table.following(id);
    for (int i = 0; i < count; i++) {
      long low = signed && !wide ? bytes.i32(place + 4) : bytes.u32(place + 4);
      long value = wide ? low | (long) bytes.i32(place + 8) << Integer.SIZE : low;
      enumerators.add(new Enumerator(strings.get(bytes.i32(place), place), value));
      place += wide ? ENTRY_64 : ENTRY;
    }
    return new EnumType(name, BasicTypes.underlying((int) size, signed), enumerators);
  }
}
