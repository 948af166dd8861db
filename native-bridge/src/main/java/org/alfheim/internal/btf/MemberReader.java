package org.alfheim.internal.btf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.alfheim.types.ObjectType;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.TypesException;

/** Reads the members of structures and unions. */
final class MemberReader {
  private static final int ENTRY = 12;
  private static final int OFFSET = 0xffffff;
  private static final int WIDTH_SHIFT = 24;

  private final BtfTable table;
  private final BtfStrings strings;
  private final TypeReader types;
  private final Containment containment;

  MemberReader(BtfTable table, BtfStrings strings, TypeReader types) {
    this.table = table;
    this.strings = strings;
    this.types = types;
    this.containment = new Containment(table);
  }

  /**
   * The members of a structure.
   *
   * @throws TypesException if it contains itself, or a member does not lie in it
   */
  List<Member> read(int structure) {
    containment.check(structure);
    BtfBytes bytes = table.bytes();
    boolean flag = table.flag(structure);
    List<Member> members = new ArrayList<>(table.vlen(structure));
    int place = table.following(structure);
    for (int i = 0; i < table.vlen(structure); i++, place += ENTRY) {
      int id = table.reference(place + 4);
      ObjectType type = TypeReader.object(types.type(id));
      long offset = bytes.u32(place + 8);
      OptionalInt width = OptionalInt.empty();
      if (flag) {
        int bits = (int) (offset >>> WIDTH_SHIFT);
        width = bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits);
        offset &= OFFSET;
      } else {
        int integer = narrowInteger(id);
        if (integer != 0) {
          offset += table.u8After(integer, 2);
          width = OptionalInt.of(table.u8After(integer, 0));
        }
      }
      long end = offset + (width.isPresent() ? width.getAsInt() : bits(type, place));
      if (end > table.size(structure) * Byte.SIZE) {
        throw bytes.bad(
            place,
            "member " + i + " of type " + structure + " ends behind the end of the structure");
      }
      members.add(new Member(strings.get(bytes.i32(place), place), type, offset, width));
    }
    return members;
  }

  private long bits(ObjectType type, int place) {
    long size = type.size().orElse(0);
    if (size > Long.MAX_VALUE / Byte.SIZE - Integer.MAX_VALUE) {
      throw table.bytes().bad(place, "the member is larger than memory can be");
    }
    return size * Byte.SIZE;
  }

  /**
   * The integer of a member's type, if it has fewer bits than its bytes: the way to say bit-fields
   * that is older than kind_flag; 0 if it is none such.
   */
  private int narrowInteger(int type) {
    int id = type;
    for (int i = 0; i < Containment.DEEPEST && id != 0; i++) {
      BtfKind kind = table.kind(id);
      if (kind == BtfKind.INT) {
        int bits = table.u8After(id, 0);
        return bits != 0 && bits < table.size(id) * Byte.SIZE ? id : 0;
      }
      if (kind != BtfKind.TYPEDEF && !kind.modifier()) {
        return 0;
      }
      id = table.target(id);
    }
    return 0;
  }
}
