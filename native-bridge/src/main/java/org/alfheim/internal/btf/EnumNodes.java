package org.alfheim.internal.btf;

import java.util.List;
import org.alfheim.types.EnumType;
import org.alfheim.types.EnumType.Enumerator;

/** Writes enumerations. */
final class EnumNodes {
  private EnumNodes() {}

  static int number(EnumType enumeration, BtfNodes nodes, BtfStringPool strings, TypeNodes types) {
    List<Enumerator> enumerators = enumeration.enumerators();
    int size = enumeration.underlying().bits() / Byte.SIZE;
    boolean signed = enumeration.underlying().signed();
    if (enumerators.isEmpty()) {
      // Without enumerators it would be one that is only declared.
      return types.integer(enumeration.name(), size, signed ? BasicTypes.SIGNED : 0);
    }
    boolean wide = size == Long.BYTES;
    int[] words = new int[enumerators.size() * (wide ? 3 : 2)];
    int at = 0;
    for (Enumerator enumerator : enumerators) {
      words[at++] = strings.offset(enumerator.name());
      words[at++] = (int) enumerator.value();
      if (wide) {
        words[at++] = (int) (enumerator.value() >>> Integer.SIZE);
      }
    }
    return nodes.add(
        nodes.node(
            wide ? BtfKind.ENUM64 : BtfKind.ENUM,
            BtfNames.tag("enum", enumeration.name()),
            enumerators.size(),
            signed,
            size,
            words));
  }
}
