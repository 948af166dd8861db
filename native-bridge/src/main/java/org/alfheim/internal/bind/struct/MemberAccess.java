package org.alfheim.internal.bind.struct;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Bytes;
import org.alfheim.bind.FunctionTable;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.Struct;
import org.alfheim.internal.bind.check.JavaTypes;
import org.alfheim.internal.bind.marshal.Conversions;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.FunctionPointers;
import org.alfheim.internal.bind.marshal.HandleType;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.types.ArrayType;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.UnsupportedType;

/**
 * A member of a structure as a Java type.
 *
 * @param get {@code (MemorySegment, long base) J}
 * @param set {@code (MemorySegment, long base, J) void}; empty if the member can only be read
 * @param lend {@code (Object frame, MemorySegment, long base, J) void}: writes what is there as
 *     long as a call; empty if that is what {@code set} does
 */
record MemberAccess(MethodHandle get, Optional<MethodHandle> set, Optional<MethodHandle> lend) {
  private static final VarHandle POINTER = ValueLayout.ADDRESS_UNALIGNED.varHandle();

  MemberAccess(MethodHandle get, Optional<MethodHandle> set) {
    this(get, set, Optional.empty());
  }

  /** What is being bound. */
  record Place(Structures structures, AnnotatedElement element, String what) {}

  /**
   * The access to a member.
   *
   * @throws BindingException if the Java type can't be the member's
   */
  static MemberAccess of(Class<?> java, Member member, Place place) {
    CType type = member.type().resolved();
    if (java.isEnum() && member.bitWidth().isEmpty() && type instanceof EnumType) {
      return enumeration(java, member, place);
    }
    if (member.bitWidth().isPresent()) {
      return bits(java, member, place);
    }
    if (Struct.class.isAssignableFrom(java) || java.isRecord()) {
      CType parts = WideValues.parts(java, Optional.of(type)).orElseThrow();
      return structure(java, member, parts, place);
    }
    if (Handles.isHandle(java)) {
      return handle(java, member, place);
    }
    if (FunctionTable.class.isAssignableFrom(java)) {
      return table(java, member, type, place);
    }
    if (FunctionPointers.isCallback(java) && FunctionMembers.is(type)) {
      return FunctionMembers.of(
          java,
          at(POINTER.toMethodHandle(VarHandle.AccessMode.GET), member.offset()),
          at(POINTER.toMethodHandle(VarHandle.AccessMode.SET), member.offset()),
          type,
          place);
    }
    if (type instanceof ArrayType array) {
      return array(java, member, array, place);
    }
    if (type instanceof StructureType structure && java == MemorySegment.class) {
      return own(member, structure);
    }
    if (type instanceof UnsupportedType unsupported && unsupported.size().isPresent()) {
      return WideValues.member(java, type, member.offset(), place.what())
          .orElseGet(() -> bytes(java, member, unsupported, place));
    }
    if (!(type instanceof ScalarType) || !JavaTypes.fromC(java, place.element(), member.type())) {
      throw misfit(java, member, place);
    }
    return scalar(java, member, place);
  }

  private static BindingException misfit(Class<?> java, Member member, Place place) {
    return new BindingException(
        place.what()
            + " is "
            + JavaTypes.spelling(java, place.element())
            + ", C has '"
            + member.type().declare(member.name())
            + member.bitWidth().stream().mapToObj(width -> " : " + width).findFirst().orElse("")
            + "'");
  }

  /** Moves an access from the base to where the member lies. */
  static MethodHandle at(MethodHandle access, long offset) {
    return at(access, 1, offset);
  }

  private static MethodHandle at(MethodHandle access, int base, long offset) {
    MethodHandle add = MethodHandles.insertArguments(StructMemory.ADD, 0, offset);
    return MethodHandles.filterArguments(access, base, add);
  }

  private static MemberAccess scalar(Class<?> java, Member member, Place place) {
    Crossing out = Crossing.fromC(java, place.element(), place.what());
    ValueLayout layout = out.layout().withByteAlignment(1);
    MethodHandle read = layout.varHandle().toMethodHandle(VarHandle.AccessMode.GET);
    MethodHandle get = typed(out.ontoResult(at(read, member.offset())), java);
    if (java == String.class) {
      return new MemberAccess(get, Optional.empty(), Optional.of(lent(member.offset())));
    }
    Crossing in = Crossing.toC(java, place.element(), place.what()).orElseThrow();
    MethodHandle write = layout.varHandle().toMethodHandle(VarHandle.AccessMode.SET);
    MethodHandle set = in.intoParameter(at(write, member.offset()), 2);
    return new MemberAccess(
        get,
        Optional.of(
            MethodHandles.explicitCastArguments(
                set, MethodType.methodType(void.class, MemorySegment.class, long.class, java))));
  }

  /** {@code (Object frame, MemorySegment, long base, String) void}: a pointer to a copy. */
  private static MethodHandle lent(long offset) {
    MethodHandle write = at(POINTER.toMethodHandle(VarHandle.AccessMode.SET), offset);
    MethodHandle text = MethodHandles.collectArguments(write, 2, Conversions.STRING_IN);
    return MethodHandles.permuteArguments(
        text,
        MethodType.methodType(
            void.class, Object.class, MemorySegment.class, long.class, String.class),
        1,
        2,
        0,
        3);
  }

  private static MemberAccess enumeration(Class<?> java, Member member, Place place) {
    Enumeration enumeration = Enumeration.of(java, Optional.of(member.type()), place.what());
    ValueLayout layout = enumeration.layout().withByteAlignment(1);
    MethodHandle read = layout.varHandle().toMethodHandle(VarHandle.AccessMode.GET);
    MethodHandle write = layout.varHandle().toMethodHandle(VarHandle.AccessMode.SET);
    return new MemberAccess(
        MethodHandles.filterReturnValue(at(read, member.offset()), enumeration.fromC(java)),
        Optional.of(enumeration.toC(java).intoParameter(at(write, member.offset()), 2)));
  }

  private static MemberAccess handle(Class<?> java, Member member, Place place) {
    if (!JavaTypes.fromC(java, place.element(), member.type())) {
      throw misfit(java, member, place);
    }
    HandleType type = place.structures().handles().type(java, place.what());
    boolean nullable = place.element().isAnnotationPresent(Nullable.class);
    MethodHandle read = at(POINTER.toMethodHandle(VarHandle.AccessMode.GET), member.offset());
    MethodHandle write = at(POINTER.toMethodHandle(VarHandle.AccessMode.SET), member.offset());
    return new MemberAccess(
        MethodHandles.filterReturnValue(read, type.fromC(nullable, place.what())),
        Optional.of(MethodHandles.filterArguments(write, 2, type.toC(nullable, place.what()))));
  }

  /** A table of functions behind a pointer, or within the structure. */
  private static MemberAccess table(Class<?> java, Member member, CType type, Place place) {
    boolean writes = place.element() instanceof Parameter;
    if (type instanceof StructureType structure) {
      LaidTable table = place.structures().table(java, structure, place.what());
      MethodHandle own = own(member, table.size());
      return writes
          ? new MemberAccess(
              MethodHandles.empty(MethodType.methodType(java, MemorySegment.class, long.class)),
              Optional.of(MethodHandles.collectArguments(table.into(), 0, own)))
          : new MemberAccess(
              MethodHandles.filterReturnValue(own, table.inPlace()), Optional.empty());
    }
    if (!JavaTypes.fromC(java, place.element(), member.type())) {
      throw misfit(java, member, place);
    }
    LaidTable table = place.structures().table(java, Optional.of(type), place.what());
    MethodHandle write = at(POINTER.toMethodHandle(VarHandle.AccessMode.SET), member.offset());
    if (writes) {
      table.implemented();
      return new MemberAccess(
          MethodHandles.empty(MethodType.methodType(java, MemorySegment.class, long.class)),
          Optional.of(FunctionMembers.written(java, write, table, place.element())));
    }
    MethodHandle read = at(POINTER.toMethodHandle(VarHandle.AccessMode.GET), member.offset());
    return new MemberAccess(
        MethodHandles.filterReturnValue(read, table.fromC()),
        Optional.of(MethodHandles.filterArguments(write, 2, table.own(place.what()))));
  }

  private static MethodHandle typed(MethodHandle get, Class<?> java) {
    return MethodHandles.explicitCastArguments(
        get, MethodType.methodType(java, MemorySegment.class, long.class));
  }

  private static MemberAccess bits(Class<?> java, Member member, Place place) {
    int width = member.bitWidth().orElseThrow();
    CType type = member.type().resolved();
    boolean truth = java == boolean.class && width == 1;
    boolean room =
        java == long.class
            || (java == int.class && width <= Integer.SIZE)
            || (java == short.class && width <= Short.SIZE)
            || (java == byte.class && width <= Byte.SIZE);
    if ((!truth && !room) || width == 0 || width > Long.SIZE) {
      throw misfit(java, member, place);
    }
    boolean signed =
        switch (type) {
          case IntegerType integer -> integer.signed();
          case EnumType enumeration -> enumeration.underlying().signed();
          case BoolType _ -> false;
          default -> throw misfit(java, member, place);
        };
    MethodHandle read =
        MethodHandles.insertArguments(
            StructMemory.BITS, 0, member.bitOffset(), width, signed && !truth);
    boolean same = width == bits(java); // Java's negative values are the upper ones of C.
    MethodHandle write =
        MethodHandles.insertArguments(
            StructMemory.SET_BITS,
            0,
            member.bitOffset(),
            width,
            (signed || same) && !truth,
            place.what());
    return new MemberAccess(
        typed(read, java),
        Optional.of(
            MethodHandles.explicitCastArguments(
                write, MethodType.methodType(void.class, MemorySegment.class, long.class, java))));
  }

  private static int bits(Class<?> java) {
    return java == int.class
        ? Integer.SIZE
        : java == short.class ? Short.SIZE : java == byte.class ? Byte.SIZE : Long.SIZE;
  }

  private static MethodHandle own(Member member, long size) {
    return MethodHandles.insertArguments(StructMemory.SLICE, 0, member.offset(), size);
  }

  private static MemberAccess own(Member member, ObjectType type) {
    return new MemberAccess(own(member, type.size().orElseThrow()), Optional.empty());
  }

  private static MemberAccess array(Class<?> java, Member member, ArrayType type, Place place) {
    if (type.size().isEmpty()) {
      Bytes bytes = place.element().getAnnotation(Bytes.class);
      if (java == MemorySegment.class && bytes != null && bytes.value() >= 0) {
        return new MemberAccess(
            MethodHandles.insertArguments(StructMemory.MORE, 0, member.offset(), bytes.value()),
            Optional.empty());
      }
      throw new BindingException(
          place.what()
              + ": '"
              + type.declare(member.name())
              + "' is as long as the program says; a MemorySegment with @Bytes has so many bytes"
              + " of it");
    }
    if (java == MemorySegment.class) {
      return own(member, type);
    }
    long size = type.size().getAsLong();
    if (java == String.class && JavaTypes.characters(type)) {
      return new MemberAccess(
          MethodHandles.insertArguments(StructMemory.TEXT, 0, member.offset(), size),
          Optional.of(
              MethodHandles.insertArguments(
                  StructMemory.SET_TEXT, 0, member.offset(), size, place.what())));
    }
    if (!java.isArray() || !JavaTypes.elements(java.componentType(), type)) {
      throw misfit(java, member, place);
    }
    return copied(java, member, size, place);
  }

  /** What Java has not, as bytes, or as the numbers that it consists of. */
  private static MemberAccess bytes(
      Class<?> java, Member member, UnsupportedType type, Place place) {
    if (java == MemorySegment.class) {
      return own(member, type);
    }
    ArrayType one = new ArrayType(type, OptionalLong.of(1));
    if (!java.isArray() || !JavaTypes.elements(java.componentType(), one)) {
      throw misfit(java, member, place);
    }
    return copied(java, member, type.size().orElseThrow(), place);
  }

  private static MemberAccess copied(Class<?> java, Member member, long size, Place place) {
    MethodHandle read =
        MethodHandles.filterReturnValue(own(member, size), ArrayCopies.toArray(java));
    MethodHandle set =
        MethodHandles.collectArguments(
            ArrayCopies.fromArray(java, place.what()), 0, own(member, size));
    return new MemberAccess(read, Optional.of(set));
  }

  private static MemberAccess structure(Class<?> java, Member member, CType type, Place place) {
    if (type instanceof PointerType pointer
        && pointer.target().resolved() instanceof StructureType target
        && Struct.class.isAssignableFrom(java)) {
      return behind(java, member, target, place);
    }
    if (!(type instanceof StructureType structure)) {
      throw misfit(java, member, place);
    }
    long size = structure.size().orElseThrow();
    MethodHandle given = StructMemory.given(place.what(), java);
    if (java.isRecord()) {
      RecordCodec codec = place.structures().record(java, structure, place.what());
      MethodHandle write = MethodHandles.filterArguments(codec.write(), 2, given);
      MethodHandle lend = MethodHandles.filterArguments(codec.lend(), 3, given);
      return new MemberAccess(
          at(codec.read(), member.offset()),
          Optional.of(at(write, member.offset())),
          Optional.of(at(lend, 2, member.offset())));
    }
    MethodHandle view = place.structures().view(java, structure, place.what());
    MethodHandle copy = MethodHandles.insertArguments(StructMemory.COPY, 0, member.offset(), size);
    return new MemberAccess(
        MethodHandles.filterReturnValue(own(member, size), view),
        Optional.of(
            MethodHandles.filterArguments(
                copy.asType(copy.type().changeParameterType(2, java)), 2, given)));
  }

  /** A view behind a pointer; null for NULL. */
  private static MemberAccess behind(
      Class<?> java, Member member, StructureType target, Place place) {
    MethodHandle read =
        ValueLayout.ADDRESS_UNALIGNED.varHandle().toMethodHandle(VarHandle.AccessMode.GET);
    MethodHandle write =
        ValueLayout.ADDRESS_UNALIGNED.varHandle().toMethodHandle(VarHandle.AccessMode.SET);
    MethodHandle get =
        MethodHandles.filterReturnValue(
            at(read, member.offset()), place.structures().pointer(java, target, place.what()));
    MethodHandle address =
        StructMemory.ADDRESS.asType(MethodType.methodType(MemorySegment.class, java));
    MethodHandle set = MethodHandles.filterArguments(at(write, member.offset()), 2, address);
    return new MemberAccess(get, Optional.of(set));
  }
}
