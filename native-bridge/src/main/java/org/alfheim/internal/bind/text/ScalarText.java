package org.alfheim.internal.bind.text;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.declaration.Literals;
import org.alfheim.types.ArrayType;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;
import org.alfheim.types.VoidType;

/**
 * Values of C as a person types and reads them. What is printed for a scalar can be typed again.
 */
final class ScalarText {
  /** So many zeros at the end of a buffer are counted, not printed. */
  private static final int LONG_TAIL = 8;

  /** So many constants of an enumeration are named where none of them was given. */
  private static final int MOST_CONSTANTS = 12;

  private ScalarText() {}

  /** A value that {@link Values} gave, as text. */
  static String format(CType type, Object value) {
    return switch (value) {
      case null -> type.resolved() instanceof VoidType ? "" : "NULL";
      case MemorySegment pointer ->
          pointer.address() == 0 ? "NULL" : "0x" + Long.toHexString(pointer.address());
      case Byte code when type.resolved() instanceof IntegerType integer && integer.character() ->
          Literals.quoted(code);
      case byte[] bytes -> hex(bytes);
      case List<?> values ->
          values.stream()
              .map(element -> format(((ArrayType) type.resolved()).element(), element))
              .collect(Collectors.joining(", ", "{", "}"));
      case Map<?, ?> members -> structure((StructureType) type.resolved(), members);
      case Number number when type.resolved() instanceof EnumType enumeration ->
          enumerator(enumeration, number);
      default -> value.toString();
    };
  }

  private static String structure(StructureType type, Map<?, ?> members) {
    return members.entrySet().stream()
        .map(member -> member.getKey() + ": " + member(type, member))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String member(StructureType type, Map.Entry<?, ?> member) {
    String text =
        format(type.member((String) member.getKey()).orElseThrow().type(), member.getValue());
    return member.getValue() instanceof String string ? quoted(string) : text;
  }

  /** A string within braces, where a comma would end it. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The name of a constant; of several, the first. */
  private static String enumerator(EnumType type, Number value) {
    for (EnumType.Enumerator constant : type.enumerators()) {
      if (constant.value() == value.longValue()) {
        return constant.name();
      }
    }
    return value.toString();
  }

  private static String hex(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    int zeros = bytes.length - end;
    return zeros < LONG_TAIL
        ? "@hex:" + HexFormat.of().formatHex(bytes)
        : "@hex:" + HexFormat.of().formatHex(bytes, 0, end) + " and " + zeros + " bytes of 0";
  }

  /** The native value of a text, where no memory has to be made for it. */
  static Object parse(ScalarType type, String text, Described place) {
    return switch (type) {
      case BoolType _ ->
          switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw misfit(type, text, "true or false", place);
          };
      case IntegerType integer -> Values.toNative(integer, integer(integer, text, place), place);
      case EnumType enumeration -> enumerator(enumeration, text, place);
      case FloatingType floating -> Values.toNative(floating, number(floating, text, place), place);
      case PointerType _ -> pointer(type, text, place);
      case ReferenceType _ -> pointer(type, text, place);
    };
  }

  private static MemorySegment pointer(ScalarType type, String text, Described place) {
    return address(text)
        .orElseThrow(() -> misfit(type, text, "NULL or an address such as 0x10", place));
  }

  private static Object enumerator(EnumType type, String text, Described place) {
    for (EnumType.Enumerator constant : type.enumerators()) {
      if (constant.name().equals(text)) {
        return Values.toNative(type.underlying(), constant.value(), place);
      }
    }
    BigInteger value =
        Literals.integer(text).orElseThrow(() -> misfit(type, text, constants(type), place));
    return Values.toNative(type.underlying(), value, place);
  }

  private static String constants(EnumType type) {
    return type.enumerators().stream()
            .limit(MOST_CONSTANTS)
            .map(EnumType.Enumerator::name)
            .collect(Collectors.joining(", ", "", type.enumerators().isEmpty() ? "an integer" : ""))
        + (type.enumerators().size() > MOST_CONSTANTS ? " …" : "");
  }

  private static double number(FloatingType type, String text, Described place) {
    return Literals.floating(text)
        .orElseThrow(() -> misfit(type, text, "a number such as 3.14", place));
  }

  private static BigInteger integer(IntegerType type, String text, Described place) {
    OptionalInt character = Literals.character(text);
    if (character.isPresent()) {
      // As in C, a character constant has the value of a char: '\xff' is -1 for one who wants a
      // char.
      int code = character.getAsInt();
      return BigInteger.valueOf(type.character() && code < 1 << type.bits() ? (byte) code : code);
    }
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true") ? BigInteger.ONE : BigInteger.ZERO;
    }
    BigInteger value =
        Literals.integer(text)
            .orElseThrow(() -> misfit(type, text, "an integer such as 42, 0x2a or 'a'", place));
    if (type.signed() && Literals.pattern(text) && value.bitLength() == type.bits()) {
      // 0xffffffff for an int: whoever writes bits means bits.
      return value.subtract(BigInteger.TWO.pow(type.bits()));
    }
    if (value.compareTo(type.min()) < 0 || value.compareTo(type.max()) > 0) {
      throw Values.outOfRange(type, text, place);
    }
    return value;
  }

  /** {@code NULL}, {@code nullptr} or a number. */
  static Optional<MemorySegment> address(String text) {
    if (text.equals("NULL") || text.equals("nullptr")) {
      return Optional.of(MemorySegment.NULL);
    }
    return Literals.integer(text)
        .filter(value -> value.signum() >= 0 && value.bitLength() <= Long.SIZE)
        .map(value -> MemorySegment.ofAddress(value.longValue()));
  }

  private static ArgumentException misfit(CType type, String text, String wanted, Described place) {
    return new ArgumentException(
        place.what() + ": '" + text + "' is no " + type + "; write " + wanted);
  }
}
