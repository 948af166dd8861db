package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.FunctionTable;
import org.alfheim.bind.In;
import org.alfheim.internal.bind.marshal.CallbackTypes;
import org.alfheim.internal.bind.marshal.CallbackValue;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.FunctionPointers;
import org.alfheim.types.CType;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.VoidType;

/**
 * Structures, enumerations and function pointers that C passes to a callback, and gets from it.
 *
 * @param structures the structures of the image
 */
record CallbackStructures(Structures structures) implements CallbackTypes {
  private static final MethodHandle ROOM;
  private static final MethodHandle ALIVE;

  static {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      ROOM =
          lookup.findStatic(
              CallbackStructures.class,
              "room",
              methodType(MemorySegment.class, long.class, long.class, String.class, Object.class));
      ALIVE =
          lookup.findStatic(
              CallbackStructures.class,
              "alive",
              methodType(MemorySegment.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public CallbackValue fromC(
      Class<?> java, AnnotatedElement place, Optional<CType> c, String what) {
    if (FunctionTable.class.isAssignableFrom(java)) {
      return pointer(structures.table(java, c, what).fromC());
    }
    if (FunctionPointers.isCallback(java)) {
      return pointer(FunctionMembers.reader(java, FunctionMembers.function(c), structures, what));
    }
    Optional<CType> type =
        c.isEmpty() && place.isAnnotationPresent(In.class)
            ? Optional.of(new PointerType(new VoidType(), true))
            : c;
    StructurePassing.Result passed = StructurePassing.result(java, type, structures, what);
    return new CallbackValue(passed.layout(), Optional.of(passed.filter()));
  }

  private static CallbackValue pointer(MethodHandle filter) {
    return new CallbackValue(ValueLayout.ADDRESS, Optional.of(filter));
  }

  @Override
  public CallbackValue toC(Class<?> java, AnnotatedElement place, Optional<CType> c, String what) {
    if (FunctionTable.class.isAssignableFrom(java)) {
      return pointer(structures.table(java, c, what).own(what));
    }
    if (FunctionPointers.isCallback(java)) {
      return pointer(FunctionMembers.own(java, FunctionMembers.function(c), structures, what));
    }
    if (java.isEnum()) {
      Crossing crossing = Enumeration.of(java, c, what).toC(java);
      return new CallbackValue(crossing.layout(), crossing.filter());
    }
    if (java.isArray()) {
      throw Crossing.noCounterpart(java, what);
    }
    return java.isRecord() ? record(java, c, what) : view(java, c, what);
  }

  private CallbackValue record(Class<?> java, Optional<CType> c, String what) {
    if (c.isPresent() && !(c.get().resolved() instanceof StructureType)) {
      throw new BindingException(
          what
              + ": C takes '"
              + c.get()
              + "', and nobody would own the memory of a record's copy; return a view, or a"
              + " MemorySegment");
    }
    StructureType type =
        c.map(known -> (StructureType) known.resolved())
            .orElseGet(() -> structures.namedOrNatural(java));
    RecordCodec codec = structures.record(java, type, what);
    MethodHandle store = MethodHandles.insertArguments(codec.write(), 1, 0L);
    MethodHandle room =
        MethodHandles.insertArguments(ROOM, 0, codec.size(), codec.alignment(), what)
            .asType(methodType(MemorySegment.class, java));
    MethodHandle memory =
        MethodHandles.dropArguments(MethodHandles.identity(MemorySegment.class), 1, java);
    MethodHandle filled =
        MethodHandles.foldArguments(MethodHandles.foldArguments(memory, store), room);
    return new CallbackValue(StructurePassing.byValue(type, what), Optional.of(filled));
  }

  private CallbackValue view(Class<?> java, Optional<CType> c, String what) {
    boolean value = c.isPresent() && c.get().resolved() instanceof StructureType;
    StructureType type = value ? (StructureType) c.get().resolved() : structures.behind(java, c);
    structures.view(java, type, what);
    MethodHandle address =
        MethodHandles.filterReturnValue(
            MethodHandles.insertArguments(
                    value ? StructMemory.WHOLE : StructMemory.BEGIN,
                    0,
                    type.size().orElseThrow(),
                    what)
                .asType(methodType(MemorySegment.class, java)),
            ALIVE);
    return new CallbackValue(
        value ? StructurePassing.byValue(type, what) : ValueLayout.ADDRESS, Optional.of(address));
  }

  static MemorySegment room(long size, long alignment, String what, Object value) {
    if (value == null) {
      throw new ArgumentException(what + ": null, where C takes a structure");
    }
    return Arena.ofAuto().allocate(size, alignment);
  }

  /** Memory that C can use: it has an address, and is not gone. */
  static MemorySegment alive(MemorySegment memory) {
    if (!memory.isNative()) {
      throw new ArgumentException("memory of the Java heap has no address for C");
    }
    if (!memory.scope().isAlive()) {
      throw new IllegalStateException("Already closed: memory that C would have a pointer to");
    }
    return memory;
  }
}
