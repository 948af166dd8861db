package org.alfheim.internal.btf;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.alfheim.types.ArrayType;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Kind;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.TypedefType;
import org.alfheim.types.TypesException;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/**
 * Writes types: what a type refers to first, and structures when all that leads to them is there.
 */
final class TypeNodes {
  private static final IntegerType INDEX = new IntegerType("unsigned long", 64, false);
  private static final IntegerType BYTE = new IntegerType("unsigned char", 8, false);
  private static final int LONGEST_INT = 128;

  /** What is aligned by less is passed as all structures are. */
  private static final long STACK = 16;

  private final BtfNodes nodes;
  private final BtfStringPool strings;
  private final StructureClasses classes;
  private final Map<Integer, Integer> structures = new HashMap<>();
  private final Deque<StructureType> waiting = new ArrayDeque<>();

  TypeNodes(BtfNodes nodes, BtfStringPool strings, StructureClasses classes) {
    this.nodes = nodes;
    this.strings = strings;
    this.classes = classes;
  }

  /** Writes the structures that were met, and what they lead to. */
  void finish() {
    while (!waiting.isEmpty()) {
      StructureType structure = waiting.remove();
      int number = structures.get(classes.of(structure));
      nodes.fill(number, structure(structure));
      if (structure.kind() == Kind.CLASS) {
        tag(number, BtfNames.CLASS);
      }
      OptionalLong alignment = structure.specifiedAlignment();
      if (alignment.isPresent() && structure.size().orElseThrow() % STACK == 0) {
        tag(number, BtfNames.ALIGNMENT + alignment.getAsLong());
      }
    }
  }

  /** The number of a type. */
  int number(CType type) {
    return switch (type) {
      case VoidType none -> 0;
      case BoolType bool -> integer("_Bool", 1, BasicTypes.BOOL);
      case IntegerType integer ->
          integer(
              integer.name(), integer.bits() / Byte.SIZE, integer.signed() ? BasicTypes.SIGNED : 0);
      case FloatingType floating -> plain(BtfKind.FLOAT, floating.name(), floating.bits() / 8);
      case EnumType enumeration -> EnumNodes.number(enumeration, nodes, strings, this);
      case PointerType pointer ->
          plain(BtfKind.PTR, "", qualified(pointer.target(), pointer.constant()));
      case ReferenceType reference ->
          plain(
              BtfKind.PTR,
              "",
              plain(
                  BtfKind.TYPE_TAG,
                  reference.rvalue() ? BtfNames.RVALUE_REFERENCE : BtfNames.REFERENCE,
                  qualified(reference.target(), reference.constant())));
      case ArrayType array -> array(array);
      case StructureType structure -> reserved(structure);
      case TypedefType typedef -> plain(BtfKind.TYPEDEF, typedef.name(), number(typedef.target()));
      case FunctionType function -> function(function);
      case IncompleteType incomplete -> incomplete(incomplete.name());
      case UnsupportedType unsupported -> unsupported(unsupported.name(), unsupported.size());
    };
  }

  private int plain(BtfKind kind, String name, long sizeOrType) {
    return nodes.add(nodes.node(kind, name, 0, false, sizeOrType));
  }

  /** An integer of a size in bytes. */
  int integer(String name, int size, int encoding) {
    return nodes.add(
        nodes.node(BtfKind.INT, name, 0, false, size, encoding << 24 | size * Byte.SIZE));
  }

  private int qualified(CType type, boolean constant) {
    return constant ? plain(BtfKind.CONST, "", number(type)) : number(type);
  }

  /** Attaches text to a type. */
  void tag(int number, String text) {
    nodes.add(nodes.node(BtfKind.DECL_TAG, text, 0, false, number, DeclarationTags.WHOLE));
  }

  private int array(ArrayType array) {
    long length = array.length().orElse(0);
    if (length >>> Integer.SIZE != 0) {
      throw new TypesException(
          "BTF: an array of " + length + " elements; BTF can say less than 2^32");
    }
    return nodes.add(
        nodes.node(
            BtfKind.ARRAY, "", 0, false, 0, number(array.element()), number(INDEX), (int) length));
  }

  private int reserved(StructureType structure) {
    int same = classes.of(structure);
    Integer known = structures.get(same);
    if (known == null) {
      known = nodes.reserve();
      structures.put(same, known);
      waiting.add(structure);
    }
    return known;
  }

  private ByteBuffer structure(StructureType structure) {
    List<Member> members = structure.members();
    boolean fields = members.stream().anyMatch(member -> member.bitWidth().isPresent());
    int[] words = new int[members.size() * 3];
    int at = 0;
    for (Member member : members) {
      long limit = fields ? 1L << 24 : 1L << 32;
      if (member.bitOffset() < 0 || member.bitOffset() >= limit) {
        throw new TypesException(
            "BTF: "
                + structure.name()
                + "."
                + member.name()
                + " begins at bit "
                + member.bitOffset()
                + "; BTF can say less than "
                + limit);
      }
      words[at++] = strings.offset(member.name());
      words[at++] = number(member.type());
      words[at++] = (int) (member.bitWidth().orElse(0) << 24 | member.bitOffset());
    }
    return nodes.node(
        structure.kind() == Kind.UNION ? BtfKind.UNION : BtfKind.STRUCT,
        BtfNames.tag(structure.kind().keyword(), structure.name()),
        members.size(),
        fields,
        structure.size().orElseThrow(),
        words);
  }

  private int function(FunctionType function) {
    List<Parameter> parameters = function.parameters();
    int count = parameters.size() + (function.variadic() ? 1 : 0);
    // What has no name and no type is '...'.
    int[] words = new int[count * 2];
    int at = 0;
    for (Parameter parameter : parameters) {
      words[at++] = strings.offset(parameter.name());
      words[at++] = number(parameter.type());
      if (words[at - 1] == 0) {
        throw new TypesException("BTF: a parameter of type void: " + function.spelling());
      }
    }
    return nodes.add(
        nodes.node(BtfKind.FUNC_PROTO, "", count, false, number(function.result()), words));
  }

  private int incomplete(String name) {
    if (name.startsWith("enum ")) {
      return nodes.add(nodes.node(BtfKind.ENUM, name.substring(5), 0, false, Integer.BYTES));
    }
    boolean union = name.startsWith("union ");
    if (union || name.startsWith("struct ") || name.contains("::")) {
      String tag = BtfNames.tag(union ? "union" : "struct", name);
      return nodes.add(nodes.node(BtfKind.FWD, tag, 0, union, 0));
    }
    int typedef = plain(BtfKind.TYPEDEF, name, 0);
    tag(typedef, BtfNames.INCOMPLETE);
    return typedef;
  }

  /** As a compiler would, where BTF has a way to say it. */
  private int unsupported(String name, OptionalLong size) {
    int bytes = (int) Math.min(size.orElse(0), LONGEST_INT);
    if (bytes == LONGEST_INT / Byte.SIZE && name.endsWith("__int128")) {
      return integer(name, bytes, name.startsWith("unsigned") ? 0 : BasicTypes.SIGNED);
    }
    if (BasicTypes.unsupportedFloating(name, bytes)) {
      return plain(BtfKind.FLOAT, name, bytes);
    }
    int typedef =
        plain(BtfKind.TYPEDEF, name, size.isPresent() ? array(new ArrayType(BYTE, size)) : 0);
    tag(typedef, BtfNames.UNSUPPORTED);
    return typedef;
  }
}
