package org.alfheim.internal.dwarf.type;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.alfheim.internal.dwarf.attribute.DwarfNames;
import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.types.CType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;
import org.alfheim.types.TypesException;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/**
 * Makes types of DIEs. It goes from one to the next as far as a type is made of others, and stops
 * at structures, whose members are read when somebody wants them; so it ends, but for what is
 * damaged, and that is refused. One of it is for one thread.
 */
public final class DwarfTypeReader {
  private static final int DEEPEST = 128;
  private static final int HEAVIEST = 1 << 16;
  private static final int POINTER_TO_METHOD = 16;

  private final Types types;
  private final Unit from;
  private final Deque<Entered> entered = new ArrayDeque<>();
  private int pointers;
  private int weight;
  private boolean cut;

  /** A type that is being read, and how many pointers lead to it. */
  private record Entered(long die, int pointers) {}

  /**
   * A reader.
   *
   * @param types what is known already
   * @param from the unit that it begins in
   */
  public DwarfTypeReader(Types types, Unit from) {
    this.types = types;
    this.from = from;
  }

  public Types types() {
    return types;
  }

  Unit from() {
    return from;
  }

  public Language language(Die die) {
    return types.language(die.unit(), from);
  }

  /** The type of DW_AT_type; {@code void} where there is none. */
  CType typeOf(Die holder) {
    Die type = holder.follow(At.TYPE);
    return type == null ? new VoidType() : read(type);
  }

  /** The same where a size is needed: a structure that is declared only is looked for. */
  CType completeTypeOf(Die holder) {
    Die type = holder.follow(At.TYPE);
    return type == null ? new VoidType() : complete(type);
  }

  /** The type that a DIE says, where its size is needed. */
  public CType complete(Die die) {
    CType type = read(die);
    if (type instanceof IncompleteType incomplete) {
      return types.completed(incomplete, bare(die, false), this);
    }
    if (type instanceof TypedefType typedef && typedef.resolved() instanceof IncompleteType inner) {
      CType target = types.completed(inner, bare(die, true), this);
      return target.equals(inner) ? type : new TypedefType(typedef.name(), target);
    }
    return type;
  }

  /** A type of which there are values. */
  public ObjectType object(CType type) {
    return switch (type) {
      case ObjectType object -> object;
      case IncompleteType incomplete ->
          new UnsupportedType(incomplete.name(), OptionalLong.empty());
      default -> new UnsupportedType(type.spelling(), OptionalLong.empty());
    };
  }

  /** What a DIE says without qualifiers, and perhaps without typedef names. */
  Die bare(Die type, boolean typedefs) {
    Die at = type;
    for (int i = 0; i < DEEPEST; i++) {
      boolean named = typedefs && (at.tag() == Tag.TYPEDEF || at.tag() == Tag.TEMPLATE_ALIAS);
      Die next = named || Tag.qualifier(at.tag()) ? at.follow(At.TYPE) : null;
      if (next == null) {
        return at;
      }
      at = next;
    }
    throw endless(type);
  }

  private static TypesException endless(Die die) {
    return die.bad("a type that is made of itself, or of more than " + DEEPEST + " others");
  }

  /** The type that a DIE says. */
  public CType read(Die die) {
    Types.Known known = types.get(die);
    if (known == null) {
      known = inside(die);
    }
    weight += known.weight();
    if (weight > HEAVIEST) {
      throw die.bad("a type that is made of more than " + HEAVIEST + " others");
    }
    return known.type();
  }

  private Types.Known inside(Die die) {
    for (Entered outer : entered) {
      if (outer.die() == die.id()) {
        return cycle(die, outer);
      }
    }
    if (entered.size() == DEEPEST) {
      throw endless(die);
    }
    int before = weight;
    weight = 1;
    entered.push(new Entered(die.id(), pointers));
    Types.Known made = new Types.Known(make(die), weight);
    entered.pop();
    weight = before;
    // What holds a name in place of a type, because that is not read yet, is good here alone.
    return cut && !(made.type() instanceof StructureType) ? made : types.keep(die, made);
  }

  /** A type that points to itself without a structure between, as Go has it. */
  private Types.Known cycle(Die die, Entered outer) {
    String name = die.name();
    if (pointers == outer.pointers() || name.isEmpty()) {
      throw endless(die);
    }
    cut = true;
    return new Types.Known(new IncompleteType(name), 1);
  }

  private CType make(Die die) {
    return switch (die.tag()) {
      case Tag.BASE_TYPE -> BaseTypes.of(die);
      case Tag.POINTER_TYPE -> pointer(die);
      case Tag.REFERENCE_TYPE -> reference(die, false);
      case Tag.RVALUE_REFERENCE_TYPE -> reference(die, true);
      case Tag.TYPEDEF, Tag.TEMPLATE_ALIAS -> typedef(die);
      case Tag.CONST_TYPE,
          Tag.VOLATILE_TYPE,
          Tag.RESTRICT_TYPE,
          Tag.ATOMIC_TYPE,
          Tag.IMMUTABLE_TYPE,
          Tag.PACKED_TYPE,
          Tag.SHARED_TYPE,
          Tag.SUBRANGE_TYPE ->
          typeOf(die);
      case Tag.STRUCTURE_TYPE, Tag.UNION_TYPE, Tag.CLASS_TYPE, Tag.INTERFACE_TYPE ->
          new StructureReader(this).read(die);
      case Tag.ENUMERATION_TYPE -> new EnumerationReader(this).read(die);
      case Tag.ARRAY_TYPE -> new ArrayReader(this).read(die);
      case Tag.SUBROUTINE_TYPE -> throughPointer(die);
      case Tag.PTR_TO_MEMBER_TYPE -> pointerToMember(die);
      case Tag.UNSPECIFIED_TYPE ->
          die.name().equals("void") ? new VoidType() : unsupported(die, "unspecified type");
      case Tag.STRING_TYPE -> unsupported(die, "character string");
      case Tag.SET_TYPE -> unsupported(die, "set");
      case Tag.FILE_TYPE -> unsupported(die, "file");
      default -> other(die);
    };
  }

  private static CType other(Die die) {
    // Types that this version of the standard does not know have a name or a type of their own.
    if (die.tag() <= Tag.IMMUTABLE_TYPE && !die.has(At.BYTE_SIZE)) {
      throw die.bad("DW_TAG 0x" + Integer.toHexString(die.tag()) + " is no type");
    }
    return unsupported(die, "type of DW_TAG 0x" + Integer.toHexString(die.tag()));
  }

  /** A type that has no counterpart in C. */
  static UnsupportedType unsupported(Die die, String otherwise) {
    String name = die.name();
    long size = die.number(At.BYTE_SIZE);
    return new UnsupportedType(
        name.isEmpty() ? otherwise : name, size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
  }

  private CType throughPointer(Die die) {
    pointers++;
    try {
      return new FunctionReader(this).read(die);
    } finally {
      pointers--;
    }
  }

  private CType target(Die die) {
    pointers++;
    try {
      return typeOf(die);
    } finally {
      pointers--;
    }
  }

  private CType pointer(Die die) {
    return new PointerType(target(die), isConstant(die.follow(At.TYPE)));
  }

  private CType reference(Die die, boolean rvalue) {
    return new ReferenceType(target(die), isConstant(die.follow(At.TYPE)), rvalue);
  }

  /** Whether what a pointer leads to is const: by itself, by a typedef, or element by element. */
  private static boolean isConstant(Die type) {
    Die at = type;
    for (int i = 0; at != null && i < DEEPEST; i++) {
      int tag = at.tag();
      if (tag == Tag.CONST_TYPE) {
        return true;
      }
      boolean through = Tag.qualifier(tag) || tag == Tag.TYPEDEF || tag == Tag.ARRAY_TYPE;
      at = through ? at.follow(At.TYPE) : null;
    }
    return false;
  }

  private CType typedef(Die die) {
    String name = DwarfNames.qualified(die);
    CType target = typeOf(die);
    return name.isEmpty() ? target : new TypedefType(name, target);
  }

  private CType pointerToMember(Die die) {
    CType member = target(die);
    Die holder = die.follow(At.CONTAINING_TYPE);
    String name = member.declare((holder == null ? "" : DwarfNames.qualified(holder)) + "::*");
    boolean method = member.resolved() instanceof org.alfheim.types.FunctionType;
    return new UnsupportedType(name, OptionalLong.of(method ? POINTER_TO_METHOD : Long.BYTES));
  }
}
