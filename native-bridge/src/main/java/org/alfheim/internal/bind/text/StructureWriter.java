package org.alfheim.internal.bind.text;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alfheim.bind.ArgumentException;
import org.alfheim.names.RawText;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/**
 * Fills structures and arrays in memory from maps and lists; what is not given stays as it is.
 *
 * @param leaf makes the native value of what is no map and no list
 * @param place the argument, for messages
 */
record StructureWriter(Leaf leaf, Described place) {

  /** Makes native values. */
  interface Leaf {
    Object raw(ScalarType type, Object given);
  }

  /**
   * Writes a value.
   *
   * @throws ArgumentException if it does not fit the type
   */
  void write(ObjectType type, MemorySegment memory, long offset, Object given) {
    switch (type.resolved()) {
      case ScalarType scalar -> Values.store(scalar, memory, offset, leaf.raw(scalar, given));
      case StructureType structure -> structure(structure, memory, offset, given);
      case ArrayType array -> array(array, memory, offset, given);
      default -> throw fault("'" + type + "' can't be written here");
    }
  }

  private void structure(StructureType type, MemorySegment memory, long offset, Object given) {
    switch (given) {
      case Map<?, ?> named ->
          named.forEach((name, value) ->
              member(type, member(type, String.valueOf(name)), memory, offset, value));
      case List<?> values -> {
        List<Member> members = positions(type);
        if (values.size() > members.size()) {
          throw fault(
              type + " takes " + counted(members.size()) + ", and " + values.size() + " are given");
        }
        for (int i = 0; i < values.size(); i++) {
          member(type, members.get(i), memory, offset, values.get(i));
        }
      }
      default ->
          throw fault(
              "'" + given + "' is no " + type + "; write {" + names(type) + "}, with values");
    }
  }

  /** What values without names stand for: not padding, and of a union the first (C17 6.7.9). */
  private static List<Member> positions(StructureType type) {
    return type.members().stream()
        .filter(member -> !member.name().isEmpty() || member.bitWidth().isEmpty())
        .limit(type.kind() == StructureType.Kind.UNION ? 1 : Long.MAX_VALUE)
        .toList();
  }

  private static String counted(int members) {
    return members + (members == 1 ? " member" : " members");
  }

  private Member member(StructureType type, String name) {
    return type.member(name)
        .orElseThrow(() -> fault(type + " has no member '" + name + "'; it has " + names(type)));
  }

  private static String names(StructureType type) {
    return type.members().stream()
        .filter(member -> !member.name().isEmpty())
        .map(Member::name)
        .collect(Collectors.joining(", "));
  }

  private void member(
      StructureType type, Member member, MemorySegment memory, long offset, Object given) {
    if (member.bitWidth().isPresent()) {
      bits(member, memory, offset, given);
    } else if (member.type() instanceof ObjectType object && object.size().isPresent()) {
      write(object, memory, offset + member.offset(), given);
    } else {
      throw fault("the member '" + member.name() + "' of " + type + " has no size");
    }
  }

  private void bits(Member member, MemorySegment memory, long offset, Object given) {
    if (!(member.type().resolved() instanceof ScalarType scalar)) {
      throw fault("the bit-field '" + member.name() + "' is no integer");
    }
    BigInteger value = integer(scalar, leaf.raw(scalar, given));
    int width = member.bitWidth().orElseThrow();
    BigInteger all = BigInteger.ONE.shiftLeft(width);
    boolean fits =
        value.signum() < 0
            ? value.negate().shiftLeft(1).compareTo(all) <= 0
            : value.compareTo(all) < 0;
    if (!fits) {
      throw fault(
          value
              + " is out of the range of the bit-field '"
              + member.name()
              + "', "
              + width
              + (width == 1 ? " bit" : " bits"));
    }
    for (int i = 0; i < width; i++) {
      long bit = member.bitOffset() + i;
      long at = offset + bit / Byte.SIZE;
      int mask = 1 << (bit % Byte.SIZE);
      int held = memory.get(ValueLayout.JAVA_BYTE, at);
      memory.set(ValueLayout.JAVA_BYTE, at, (byte) (value.testBit(i) ? held | mask : held & ~mask));
    }
  }

  private BigInteger integer(ScalarType type, Object raw) {
    return switch (Values.fromNative(type, raw)) {
      case Boolean bool -> bool ? BigInteger.ONE : BigInteger.ZERO;
      case BigInteger large -> large;
      case Number number when !(type instanceof FloatingType) ->
          BigInteger.valueOf(number.longValue());
      default -> throw fault("a bit-field is no " + type);
    };
  }

  private void array(ArrayType type, MemorySegment memory, long offset, Object given) {
    CType element = type.element().resolved();
    long length = type.length().orElse(0);
    byte[] bytes = bytes(given);
    if (bytes != null && type.element().size().orElse(0) == 1) {
      if (bytes.length > length) {
        throw fault(bytes.length + " bytes are given for '" + type + "'");
      }
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, offset, bytes.length);
      memory.asSlice(offset + bytes.length, length - bytes.length).fill((byte) 0);
      return;
    }
    if (!(given instanceof List<?> values) || !(element instanceof ObjectType object)) {
      throw fault("'" + given + "' is no " + type + "; write a list such as {1, 2}");
    }
    if (values.size() > length) {
      throw fault(values.size() + " values are given for '" + type + "'");
    }
    long step = object.size().orElseThrow();
    for (int i = 0; i < values.size(); i++) {
      write(object, memory, offset + i * step, values.get(i));
    }
  }

  private byte[] bytes(Object given) {
    return switch (given) {
      case byte[] bytes -> bytes;
      case String text when text.startsWith("@hex:") -> hex(text.substring(5));
      case String text -> RawText.encode(text.startsWith("@text:") ? text.substring(6) : text);
      default -> null;
    };
  }

  /** Bytes as they are shown, where the zeros at the end are only counted. */
  private byte[] hex(String digits) {
    try {
      return HexFormat.of().parseHex(digits.replaceFirst(" and \\d+ bytes of 0$", ""));
    } catch (IllegalArgumentException odd) {
      throw fault("'@hex:" + digits + "' is not made of pairs of hexadecimal digits");
    }
  }

  private ArgumentException fault(String problem) {
    return new ArgumentException(place.what() + ": " + problem);
  }
}
