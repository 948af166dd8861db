package org.alfheim.internal.bind.text;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.declaration.Declaration;
import org.alfheim.bind.declaration.DeclarationException;
import org.alfheim.bind.declaration.Literals;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.internal.bind.abi.MemoryAlignment;
import org.alfheim.internal.bind.marshal.Conversions;
import org.alfheim.internal.bind.text.Argument.Slot;
import org.alfheim.names.RawText;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;
import org.alfheim.types.VoidType;

/**
 * Texts as arguments of a call; {@link NativeFunction#callText} has the table of what may be
 * written.
 */
final class TextArguments {
  /** No buffer that a person asks for by hand is larger. */
  private static final long LARGEST_BUFFER = 1L << 30;

  private static final IntegerType BYTE = new IntegerType("unsigned char", 8, false);
  private static final PointerType UNTYPED = new PointerType(new VoidType(), false);

  private final Slot slot;
  private final Arena arena;

  private TextArguments(Slot slot, Arena arena) {
    this.slot = slot;
    this.arena = arena;
  }

  /** An argument for a parameter that the prototype declares. */
  static Argument declared(Slot slot, ObjectType declared, String text, Arena arena) {
    TextArguments arguments = new TextArguments(slot, arena);
    if (declared instanceof StructureType structure) {
      return Argument.of(JavaArguments.passed(structure), arguments.filled(structure, text));
    }
    ScalarType type = (ScalarType) declared;
    if (type instanceof PointerType pointer) {
      return arguments.pointer(pointer, text);
    }
    if (type instanceof ReferenceType(CType target, boolean constant, boolean _)) {
      Argument argument = arguments.pointer(new PointerType(target, constant), text);
      if (argument.value() instanceof MemorySegment place && place.address() == 0) {
        throw arguments.fault("'" + text + "': '" + type + "' always refers to something");
      }
      return argument;
    }
    Object raw = ScalarText.parse(type, text, slot);
    return Argument.of(Prototype.argumentLayout(type), Values.argument(type, raw));
  }

  /**
   * An argument that stands for {@code ...}: what the text looks like. An integer is passed with 64
   * bits, of which a function that expects fewer reads the lower ones (psABI 3.2.3: an argument
   * takes an eightbyte).
   */
  static Argument promoted(Slot slot, String text, Arena arena) {
    OptionalInt character = Literals.character(text);
    if (character.isPresent()) {
      return Argument.of(ValueLayout.JAVA_LONG, (long) character.getAsInt());
    }
    var integer = Literals.integer(text);
    if (integer.isPresent()) {
      return JavaArguments.big(slot, integer.get());
    }
    OptionalDouble floating = Literals.number(text);
    if (floating.isPresent()) {
      return Argument.of(ValueLayout.JAVA_DOUBLE, floating.getAsDouble());
    }
    return new TextArguments(slot, arena).pointer(UNTYPED, text);
  }

  private Argument pointer(PointerType type, String text) {
    if (text.equals("NULL") || text.equals("nullptr")) {
      return Argument.pointer(MemorySegment.NULL);
    }
    if (text.startsWith("@")) {
      return special(type, text);
    }
    if (text.startsWith("&")) {
      return cell(type, text.substring(1));
    }
    if (text.startsWith("{") && type.target().resolved() instanceof StructureType structure) {
      MemorySegment memory = filled(structure, text);
      return type.constant() ? Argument.pointer(memory) : Argument.shown(memory, structure);
    }
    if (text.startsWith("{") && !bytes(type)) {
      return Argument.pointer(list(element(type, text), text).memory());
    }
    boolean untyped = type.target().resolved() instanceof VoidType;
    if (!bytes(type) || (untyped && text.startsWith("0x"))) {
      Optional<MemorySegment> address = ScalarText.address(text);
      if (address.isPresent()) {
        return Argument.pointer(address.get());
      }
    }
    if (bytes(type)) {
      return Argument.pointer(string(text));
    }
    throw fault(
        "'"
            + text
            + "' is no "
            + type
            + "; write NULL, an address such as 0x10, &VALUE for a cell that is shown afterwards,"
            + " @out:COUNT for a buffer, or @text:… for a string");
  }

  /** Memory with a structure: {@code {x: 1, y: 2}}. */
  private MemorySegment filled(StructureType type, String text) {
    return filled(type, text.startsWith("{") ? Braces.read(text, slot) : (Object) text);
  }

  private MemorySegment filled(StructureType type, Object given) {
    long size = type.size().orElseThrow();
    if (size > LARGEST_BUFFER) {
      throw fault("'" + type + "' has " + size + " bytes; the most is " + LARGEST_BUFFER);
    }
    MemorySegment memory = arena.allocate(size, MemoryAlignment.of(type));
    new StructureWriter((scalar, value) -> leaf(scalar, value), slot).write(type, memory, 0, given);
    return memory;
  }

  private Object leaf(ScalarType type, Object given) {
    if (given instanceof String text) {
      return value(type, text);
    }
    if (type instanceof PointerType(CType target, boolean _)
        && target.resolved() instanceof StructureType structure) {
      return filled(structure, given);
    }
    throw fault("braces are given where '" + type + "' is wanted");
  }

  /** Whether plain text can be meant: the pointer is to characters, or to whatever one likes. */
  private static boolean bytes(PointerType type) {
    CType target = type.target().resolved();
    return target instanceof VoidType
        || (target instanceof IntegerType integer && integer.bits() == Byte.SIZE);
  }

  private Argument special(PointerType type, String text) {
    int colon = text.indexOf(':');
    String form = colon < 0 ? "" : text.substring(1, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    if (colon < 0) {
      throw fault(
          "'"
              + text
              + "' is not one of @text:STRING, @hex:DIGITS, @out:COUNT, @addr:ADDRESS, @TYPE:VALUE;"
              + " for a string that begins with '@' write '@text:"
              + text
              + "'");
    }
    return switch (form) {
      case "text" -> Argument.pointer(string(rest));
      case "hex" -> Argument.pointer(hex(rest));
      case "addr" ->
          Argument.pointer(
              ScalarText.address(rest).orElseThrow(() -> fault("'" + rest + "' is no address")));
      case "out" -> buffer(buffered(type), rest);
      default -> typed(form, rest);
    };
  }

  private Argument buffer(ObjectType element, String count) {
    long length = count(count, element);
    MemorySegment memory = arena.allocate(length * element.size().orElseThrow(), 16);
    return Argument.shown(memory, new ArrayType(element, OptionalLong.of(length)));
  }

  /** {@code @int:5}, {@code @size_t:{1,2}}. */
  private Argument typed(String form, String rest) {
    ObjectType type;
    try {
      type = Declaration.parse(form).type();
    } catch (DeclarationException e) {
      throw fault(
          "'@"
              + form
              + ":' is not one of @text:, @hex:, @out:, @addr:, and no C type: "
              + e.getMessage());
    }
    if (!(type instanceof ScalarType scalar)) {
      throw fault("'@" + form + ":' is no scalar type; for several values write @int:{1,2,3}");
    }
    return rest.startsWith("{") ? shown(list(scalar, rest)) : single(scalar, rest);
  }

  /** What follows {@code &}: a value, a list, a string or bytes, to be shown after the call. */
  private Argument cell(PointerType type, String text) {
    if (text.startsWith("@hex:")) {
      MemorySegment memory = hex(text.substring(5));
      return Argument.shown(memory, new ArrayType(BYTE, OptionalLong.of(memory.byteSize())));
    }
    if (bytes(type) && !(text.startsWith("@") && text.contains(":"))) {
      ScalarType element = (ScalarType) buffered(type);
      if (!type.string() && Literals.integer(text).isPresent()) {
        return single(element, text);
      }
      MemorySegment memory = string(text);
      IntegerType character = new IntegerType("char", Byte.SIZE, true);
      return Argument.shown(memory, new ArrayType(character, OptionalLong.of(memory.byteSize())));
    }
    if (text.startsWith("{") && type.target().resolved() instanceof StructureType structure) {
      return Argument.shown(filled(structure, text), structure);
    }
    if (text.startsWith("{")) {
      return shown(list(element(type, text), text));
    }
    return single(element(type, text), text);
  }

  private Argument single(ScalarType type, String text) {
    MemorySegment memory = arena.allocate(type.size().orElseThrow(), 16);
    Values.store(type, memory, 0, value(type, text));
    return Argument.shown(memory, type);
  }

  /** The native value of a text within memory; one that is a string gets memory of its own. */
  private Object value(ScalarType type, String text) {
    return type instanceof PointerType pointer
        ? pointer(pointer, text).value()
        : ScalarText.parse(type, text, slot);
  }

  private static Argument shown(Argument.Cell cell) {
    return Argument.shown(cell.memory(), cell.type());
  }

  /** {@code {1, 2, 3}}. */
  private Argument.Cell list(ScalarType type, String text) {
    if (!text.endsWith("}")) {
      throw fault("'" + text + "': expected '}' at the end of the list");
    }
    String inner = text.substring(1, text.length() - 1).strip();
    List<String> values = inner.isEmpty() ? List.of() : List.of(inner.split("\\s*,\\s*", -1));
    long step = type.size().orElseThrow();
    MemorySegment memory = arena.allocate(step * values.size(), 16);
    for (int i = 0; i < values.size(); i++) {
      Values.store(type, memory, i * step, value(type, values.get(i)));
    }
    return new Argument.Cell(new ArrayType(type, OptionalLong.of(values.size())), memory);
  }

  /** What the pointer points to, where a value of it is to be made. */
  private ScalarType element(PointerType type, String text) {
    if (type.target().resolved() instanceof ScalarType scalar) {
      return scalar;
    }
    throw fault(
        "'"
            + text
            + "': what "
            + type
            + " points to is not known here; name its type, as in @int:5 or @unsigned long:5");
  }

  /** What the pointer points to, where a buffer is to be made: bytes, if it says nothing. */
  private ObjectType buffered(PointerType type) {
    return switch (type.target().resolved()) {
      case ScalarType scalar -> scalar;
      case StructureType structure -> structure;
      case ArrayType array when array.size().isPresent() -> array;
      default -> BYTE;
    };
  }

  /** A string of C: what a person typed, byte for byte. */
  private MemorySegment string(String text) {
    byte[] bytes = RawText.encode(Conversions.whole(text));
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, Arrays.copyOf(bytes, bytes.length + 1));
  }

  private MemorySegment hex(String digits) {
    try {
      byte[] bytes = HexFormat.of().parseHex(digits.replace(" ", ""));
      return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
    } catch (IllegalArgumentException odd) {
      throw fault("'@hex:" + digits + "' is not made of pairs of hexadecimal digits");
    }
  }

  private long count(String text, ObjectType element) {
    long size = element.size().orElseThrow();
    if (size == 0) {
      throw fault("'@out:" + text + "': '" + element + "' is empty; there is no buffer of it");
    }
    long limit = LARGEST_BUFFER / size;
    return Literals.integer(text)
        .filter(value -> value.signum() > 0 && value.bitLength() < Long.SIZE)
        .map(value -> value.longValueExact())
        .filter(value -> value <= limit)
        .orElseThrow(() -> fault("'@out:" + text + "': expected a count from 1 to " + limit));
  }

  private ArgumentException fault(String message) {
    return new ArgumentException(slot.what() + ": " + message);
  }
}
