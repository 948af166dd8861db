package org.alfheim.internal.dwarf.type;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.alfheim.internal.dwarf.attribute.DwarfNames;
import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.attribute.LocationExpressions;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.DieCursor;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.internal.dwarf.unit.Value;
import org.alfheim.types.CType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Kind;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.UnsupportedType;

/**
 * Makes structures, unions and classes. A base class is a member without a name, so that its
 * members count as those of the derived one; a virtual base has no fixed place and is left out.
 */
final class StructureReader {
  private static final long LARGEST = Long.MAX_VALUE / Byte.SIZE;

  private final DwarfTypeReader reader;

  StructureReader(DwarfTypeReader reader) {
    this.reader = reader;
  }

  /** The type; an incomplete one if it is only declared. */
  public CType read(Die die) {
    if (die.has(At.SIGNATURE)) {
      return reader.read(die.follow(At.SIGNATURE));
    }
    String name = spelling(die);
    Value size = die.value(At.BYTE_SIZE);
    if (die.flag(At.DECLARATION) || size == null) {
      return new IncompleteType(name);
    }
    if (!size.isConstant() || hasVariants(die)) {
      return new UnsupportedType(
          name, size.isConstant() ? OptionalLong.of(bytes(die, size)) : OptionalLong.empty());
    }
    Types types = reader.types();
    Unit from = reader.from();
    return new StructureType(
        kind(die.tag()),
        name,
        bytes(die, size),
        () -> new StructureReader(new DwarfTypeReader(types, from)).members(die),
        () -> Alignment.of(die));
  }

  private static long bytes(Die die, Value size) {
    long bytes = size.unsigned();
    if (bytes < 0 || bytes > LARGEST) {
      throw die.bad("DW_AT_byte_size " + Long.toUnsignedString(bytes) + " is not possible");
    }
    return bytes;
  }

  /** {@code struct tm} in C, {@code ns::point} elsewhere. */
  private String spelling(Die die) {
    String name = DwarfNames.qualified(die);
    if (name.isEmpty()) {
      return DwarfNames.keyword(die.tag());
    }
    boolean c = reader.language(die) == Language.C;
    return c ? DwarfNames.keyword(die.tag()) + " " + name : name;
  }

  private static Kind kind(int tag) {
    return switch (tag) {
      case Tag.UNION_TYPE -> Kind.UNION;
      case Tag.CLASS_TYPE, Tag.INTERFACE_TYPE -> Kind.CLASS;
      default -> Kind.STRUCT;
    };
  }

  /** Whether it is an enumeration of Rust with values in it, or a record of Pascal with cases. */
  private boolean hasVariants(Die die) {
    Language language = reader.language(die);
    if (language == Language.C || !die.hasChildren()) {
      return false;
    }
    DieCursor children = die.children();
    while (children.nextChild()) {
      if (children.tag() == Tag.VARIANT_PART) {
        return true;
      }
    }
    return false;
  }

  /** The members of a structure. */
  public List<Member> members(Die structure) {
    List<Member> members = new ArrayList<>();
    long size = structure.number(At.BYTE_SIZE);
    DieCursor children = structure.children();
    while (children.nextChild()) {
      if (children.tag() == Tag.MEMBER || children.tag() == Tag.INHERITANCE) {
        Die die = children.die();
        if (die.has(At.EXTERNAL) || die.flag(At.DECLARATION)) {
          // A static member is a variable.
          continue;
        }
        Member member = member(die, size);
        if (member != null) {
          members.add(member);
        }
      }
    }
    return members;
  }

  /** A member; null if its place is known only where the program runs. */
  private Member member(Die die, long size) {
    String name = die.tag() == Tag.INHERITANCE ? "" : die.name();
    CType type = reader.completeTypeOf(die);
    long bytes = offset(die);
    if (bytes < 0) {
      return null;
    }
    if (bytes > size) {
      throw die.bad(
          "the member " + name + " lies at " + bytes + " of a structure of " + size + " bytes");
    }
    long bit = bytes * Byte.SIZE;
    Value width = die.value(At.BIT_SIZE);
    if (width == null) {
      return new Member(name, reader.object(type), bit, OptionalInt.empty());
    }
    long bits = width.unsigned();
    if (bits < 0 || bits > 2 * Long.SIZE) {
      throw die.bad("a bit-field of " + Long.toUnsignedString(bits) + " bits");
    }
    bit += bitOffset(die, type, bits);
    if (bit < 0 || bit + bits > size * Byte.SIZE) {
      throw die.bad("the bit-field " + name + " is not wholly in its structure");
    }
    return new Member(name, reader.object(type), bit, OptionalInt.of((int) bits));
  }

  /** DW_AT_data_member_location; 0 where it is left out, -1 where it is no constant. */
  private static long offset(Die die) {
    Value place = die.value(At.DATA_MEMBER_LOCATION);
    if (place == null) {
      return 0;
    }
    if (place.isBlock()) {
      return LocationExpressions.member(place.block());
    }
    if (!place.isConstant()) {
      return -1;
    }
    long offset = place.unsigned();
    if (offset < 0 || offset > LARGEST) {
      throw die.bad("DW_AT_data_member_location " + Long.toUnsignedString(offset));
    }
    return offset;
  }

  /** Where a bit-field begins, behind the byte that its location names. */
  private static long bitOffset(Die die, CType type, long bits) {
    Value direct = die.value(At.DATA_BIT_OFFSET);
    Value old = die.value(At.BIT_OFFSET);
    if (direct != null) {
      return inRange(die, direct.unsigned());
    }
    if (old == null) {
      return 0;
    }
    // Until DWARF 3, from the highest bit of the storage unit on, as big-endian machines count.
    long storage = die.number(At.BYTE_SIZE);
    if (storage < 0) {
      storage = type.resolved() instanceof ObjectType object ? object.size().orElse(0) : 0;
    }
    long fromTop = old.unsigned();
    if (storage > 2 * Long.BYTES || fromTop < -Long.SIZE || fromTop > 2 * Long.SIZE) {
      throw die.bad("DW_AT_bit_offset " + fromTop + " of " + storage + " bytes");
    }
    return storage * Byte.SIZE - fromTop - bits;
  }

  private static long inRange(Die die, long bit) {
    if (bit < 0 || bit > Long.MAX_VALUE / 2) {
      throw die.bad("DW_AT_data_bit_offset " + Long.toUnsignedString(bit));
    }
    return bit;
  }
}
