package org.alfheim.internal.btf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;
import org.alfheim.types.TypesException;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/**
 * Makes types of what a table says, each once, when it is first asked for. Safe for use by any
 * number of threads.
 *
 * <p>Types are values: who compares one goes through all in it, up to the structures, and meets
 * what is in it twice twice. So a type may be neither too deep nor too large; what C's declarations
 * can make of themselves is far from either.
 */
final class BtfTypeReader {
  /** How deep a type may be, up to the structures in it. */
  private static final int DEEPEST = Containment.DEEPEST;

  /**
   * How many types may be in a type, each as often as it is met; sixteen letters of a name count as
   * one, and so do sixteen enumerators.
   */
  private static final int LARGEST = 1 << 16;

  private static final int AS_ONE = 16;

  private static final int PARAMETER = 8;

  /** What the stack is aligned by: what is aligned by less is passed as all structures are. */
  private static final long STACK = 16;

  private final BtfTable table;
  private final BtfStrings strings;
  private final DeclarationTags tags;
  private final EnumReader enums;
  private final MemberReader members;
  private final AtomicReferenceArray<Made> made;

  /**
   * A type that was made.
   *
   * @param type the type
   * @param depth how deep it is
   * @param weight how many types are in it
   */
  private record Made(CType type, int depth, int weight) {}

  /** What the parts of a type that is being made come to. */
  private static final class Parts {
    private int depth;
    private long weight = 1;

    CType add(Made part) {
      depth = Math.max(depth, part.depth());
      weight += part.weight();
      return part.type();
    }

    String name(String name) {
      weight += name.length() / AS_ONE;
      return name;
    }
  }

  BtfTypeReader(BtfTable table, BtfStrings strings, DeclarationTags tags) {
    this.table = table;
    this.strings = strings;
    this.tags = tags;
    this.enums = new EnumReader(table, strings);
    this.members = new MemberReader(table, strings, this);
    this.made = new AtomicReferenceArray<>(table.count());
  }

  /**
   * The type of a number.
   *
   * @throws TypesException if what says it is damaged
   */
  CType type(int id) {
    return make(id, 0).type();
  }

  private Made make(int id, int level) {
    if (id == 0) {
      return new Made(new VoidType(), 0, 1);
    }
    Made known = made.get(id);
    if (known != null) {
      return known;
    }
    if (level > DEEPEST) {
      throw tooDeep(id);
    }
    Parts parts = new Parts();
    CType type = read(id, level + 1, parts);
    int depth = parts.depth + 1;
    if (depth > DEEPEST) {
      throw tooDeep(id);
    }
    if (type instanceof EnumType enumeration) {
      parts.weight += enumeration.enumerators().size() / AS_ONE;
    }
    if (parts.weight > LARGEST) {
      throw table.bad(id, "has more than " + LARGEST + " types in it");
    }
    Made fresh = new Made(type, depth, (int) parts.weight);
    return made.compareAndSet(id, null, fresh) ? fresh : made.get(id);
  }

  private TypesException tooDeep(int id) {
    return table.bad(id, "lies deeper than " + DEEPEST + " types, or in itself");
  }

  private CType read(int id, int level, Parts parts) {
    BtfKind kind = table.kind(id);
    return switch (kind) {
      case INT -> BasicTypes.integer(name(id, parts), table.size(id), table.u8After(id, 3));
      case FLOAT -> BasicTypes.floating(name(id, parts), table.size(id));
      case PTR -> pointer(id, level, parts);
      case ARRAY -> array(id, level, parts);
      case STRUCT, UNION -> structure(id, kind, parts);
      case ENUM, ENUM64 -> enums.read(id, name(id, parts));
      case FWD ->
          new IncompleteType(
              BtfNames.spelling(table.flag(id) ? "union" : "struct", name(id, parts)));
      case TYPEDEF -> typedef(id, level, parts);
      case VOLATILE, CONST, RESTRICT, TYPE_TAG -> parts.add(make(table.target(id), level));
      case FUNC_PROTO -> function(id, level, parts);
      default -> throw table.bad(id, "is of kind " + kind + ", which is no type of a value");
    };
  }

  private String name(int id) {
    return strings.get(table.nameOffset(id), table.offset(id));
  }

  private String name(int id, Parts parts) {
    return parts.name(name(id));
  }

  private CType pointer(int id, int level, Parts parts) {
    int to = table.target(id);
    CType target = parts.add(make(to, level));
    boolean constant = constant(to);
    if (to != 0 && table.kind(to) == BtfKind.TYPE_TAG) {
      String tag = name(to);
      boolean rvalue = tag.equals(BtfNames.RVALUE_REFERENCE);
      if (rvalue || tag.equals(BtfNames.REFERENCE)) {
        return new ReferenceType(target, constant, rvalue);
      }
    }
    return new PointerType(target, constant);
  }

  /** Whether a type is const; an array is if its elements are (C17 6.7.3p9). */
  private boolean constant(int type) {
    int id = type;
    // No longer than what was made of the type.
    while (id != 0) {
      BtfKind kind = table.kind(id);
      if (kind == BtfKind.CONST) {
        return true;
      }
      if (kind == BtfKind.ARRAY) {
        id = table.reference(table.following(id));
      } else if (kind == BtfKind.TYPEDEF || kind.modifier()) {
        id = table.target(id);
      } else {
        return false;
      }
    }
    return false;
  }

  private CType array(int id, int level, Parts parts) {
    int place = table.following(id);
    ObjectType element = object(parts.add(make(table.reference(place), level)));
    long length = table.bytes().u32(place + 8);
    OptionalLong size = element.size();
    long bytes = size.orElse(0);
    if (Math.multiplyHigh(bytes, length) != 0 || bytes * length < 0) {
      throw table.bad(id, "has more bytes than memory can have");
    }
    return new ArrayType(element, length == 0 ? OptionalLong.empty() : OptionalLong.of(length));
  }

  /** What stands where only something that has a size can stand. */
  static ObjectType object(CType type) {
    return type instanceof ObjectType object
        ? object
        : new UnsupportedType(type.spelling(), OptionalLong.empty());
  }

  private CType structure(int id, BtfKind kind, Parts parts) {
    StructureType.Kind keyword =
        kind == BtfKind.UNION
            ? StructureType.Kind.UNION
            : tags.has(id, BtfNames.CLASS) ? StructureType.Kind.CLASS : StructureType.Kind.STRUCT;
    return new StructureType(
        keyword,
        BtfNames.spelling(keyword.keyword(), name(id, parts)),
        table.size(id),
        new Members(id),
        new Alignment(id));
  }

  /* No lambdas, as on all the way of a first question. */
  private final class Members implements Supplier<List<StructureType.Member>> {
    private final int id;

    Members(int id) {
      this.id = id;
    }

    @Override
    public List<StructureType.Member> get() {
      return members.read(id);
    }
  }

  private final class Alignment implements Supplier<OptionalLong> {
    private final int id;

    Alignment(int id) {
      this.id = id;
    }

    @Override
    public OptionalLong get() {
      return alignment(id);
    }
  }

  /** What {@link BtfNames#ALIGNMENT} says; a structure of another size can't be aligned so. */
  private OptionalLong alignment(int id) {
    if (table.size(id) % STACK != 0) {
      return OptionalLong.of(1);
    }
    for (String tag : tags.of(id)) {
      if (tag.startsWith(BtfNames.ALIGNMENT)) {
        return OptionalLong.of(powerOfTwo(id, tag.substring(BtfNames.ALIGNMENT.length())));
      }
    }
    return OptionalLong.empty();
  }

  private long powerOfTwo(int id, String text) {
    for (long power = 1; power > 0; power <<= 1) {
      if (text.equals(Long.toString(power))) {
        return power;
      }
    }
    throw table.bad(id, "is aligned by '" + text + "', which is no power of two");
  }

  private CType typedef(int id, int level, Parts parts) {
    CType target = parts.add(make(table.target(id), level));
    String name = name(id, parts);
    if (name.isEmpty()) {
      throw table.bad(id, "is a typedef without a name");
    }
    if (tags.has(id, BtfNames.INCOMPLETE)) {
      return new IncompleteType(name);
    }
    if (tags.has(id, BtfNames.UNSUPPORTED)) {
      return new UnsupportedType(name, object(target).size());
    }
    return new TypedefType(name, target);
  }

  private CType function(int id, int level, Parts parts) {
    CType result = passed(parts.add(make(table.target(id), level)), true);
    List<Parameter> parameters = new ArrayList<>();
    boolean variadic = false;
    int place = table.following(id);
    int count = table.vlen(id);
    for (int i = 0; i < count; i++, place += PARAMETER) {
      String name = parts.name(strings.get(table.bytes().i32(place), place));
      int type = table.reference(place + 4);
      if (type == 0 && name.isEmpty()) {
        if (i < count - 1) {
          throw table.bytes().bad(place, "the '...' of type " + id + " is not its last parameter");
        }
        variadic = true;
      } else {
        parameters.add(new Parameter(name, passed(parts.add(make(type, level)), false)));
      }
    }
    return new FunctionType(result, parameters, variadic);
  }

  /**
   * What a function takes or gives. C has neither an array nor, as a parameter, void there
   * (6.7.6.3p1, p7, p10): what is said to be one is a vector, for which BTF has no word.
   */
  private static CType passed(CType type, boolean result) {
    // The first switch over types of a JVM costs more than all that is read here.
    CType there = type.resolved();
    if (there instanceof ArrayType array) {
      return new UnsupportedType(type.spelling(), array.size());
    }
    if (there instanceof FunctionType) {
      return new PointerType(type, false);
    }
    return there instanceof VoidType && !result
        ? new UnsupportedType(type.spelling(), OptionalLong.empty())
        : type;
  }
}
