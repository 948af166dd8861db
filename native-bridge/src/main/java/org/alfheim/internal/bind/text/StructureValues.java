package org.alfheim.internal.bind.text;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.bind.BindingException;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/** Structures in memory as maps, from the names of their members to the members' values. */
final class StructureValues {
  private StructureValues() {}

  static Map<String, Object> read(
      StructureType type, MemorySegment memory, long offset, Allowance allowance) {
    if (type.kind() == StructureType.Kind.UNION) {
      allowance.takeMembers(type.members().size(), type.name());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Member member : type.members()) {
      Object value = value(member, memory, offset, allowance);
      if (!member.name().isEmpty()) {
        values.put(member.name(), value);
      } else if (value instanceof Map<?, ?> unnamed) {
        unnamed.forEach((name, inner) -> values.put((String) name, inner));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private static Object value(
      Member member, MemorySegment memory, long offset, Allowance allowance) {
    if (member.bitWidth().isPresent()) {
      return bits(member, memory, offset);
    }
    return switch (member.type()) {
      // A flexible array, whose length only the program knows.
      case ObjectType object when object.size().isEmpty() -> List.of();
      case ObjectType object -> Values.read(object, memory, offset + member.offset(), allowance);
      default ->
          throw new BindingException(
              "the member " + member.name() + " has no size: '" + member.type() + "'");
    };
  }

  /** A bit-field: bit 0 is the lowest of the first byte (psABI 3.1.2). */
  private static Object bits(Member member, MemorySegment memory, long offset) {
    int width = member.bitWidth().getAsInt();
    BigInteger value = BigInteger.ZERO;
    for (int i = width - 1; i >= 0; i--) {
      long bit = member.bitOffset() + i;
      int held = memory.get(ValueLayout.JAVA_BYTE, offset + bit / Byte.SIZE);
      value = value.shiftLeft(1).or(BigInteger.valueOf(held >> (bit % Byte.SIZE) & 1));
    }
    if (member.type().resolved() instanceof BoolType) {
      return value.signum() != 0;
    }
    if (signed(member.type().resolved()) && width > 0 && value.testBit(width - 1)) {
      value = value.subtract(BigInteger.TWO.pow(width));
    }
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static boolean signed(CType type) {
    return switch (type) {
      case IntegerType integer -> integer.signed();
      case EnumType enumeration -> enumeration.underlying().signed();
      default -> false;
    };
  }
}
