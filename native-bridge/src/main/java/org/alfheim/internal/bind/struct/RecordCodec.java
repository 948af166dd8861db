package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.abi.MemoryAlignment;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/**
 * A record as a structure in memory.
 *
 * @param type the structure
 * @param read {@code (MemorySegment, long base) R}
 * @param write {@code (MemorySegment, long base, R) void}: members that the record has not stay
 * @param lend {@code (Object frame, MemorySegment, long base, R) void}: the same for memory that C
 *     has during a call, where strings are there as long
 */
public record RecordCodec(
    StructureType type, MethodHandle read, MethodHandle write, MethodHandle lend) {

  /** {@code sizeof}, in bytes. */
  public long size() {
    return type.size().orElseThrow();
  }

  /** What memory of it is aligned by, in bytes. */
  long alignment() {
    return MemoryAlignment.of(type);
  }

  /**
   * A record laid over a structure.
   *
   * @param lookup who may see the record
   * @throws BindingException if a component has no member, or is of another type
   */
  static RecordCodec of(
      Class<?> record, StructureType type, MethodHandles.Lookup lookup, Structures structures) {
    RecordComponent[] components = record.getRecordComponents();
    MethodHandle[] get = new MethodHandle[components.length];
    MethodHandle write =
        MethodHandles.empty(methodType(void.class, MemorySegment.class, long.class, record));
    MethodHandle lend = MethodHandles.dropArguments(write, 0, Object.class);
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String what = record.getSimpleName() + "." + component.getName();
      Member member = MemberNames.find(type, component.getName(), component, what);
      MemberAccess access =
          MemberAccess.of(
              component.getType(), member, new MemberAccess.Place(structures, component, what));
      get[i] = access.get();
      MethodHandle set = access.set().orElseGet(() -> refuse(component.getType(), what));
      MethodHandle value = accessor(component, lookup);
      write = MethodHandles.foldArguments(MethodHandles.filterArguments(set, 2, value), write);
      MethodHandle lent =
          access.lend().orElseGet(() -> MethodHandles.dropArguments(set, 0, Object.class));
      lend = MethodHandles.foldArguments(MethodHandles.filterArguments(lent, 3, value), lend);
    }
    return new RecordCodec(type, reader(record, get, lookup), write, lend);
  }

  private static MethodHandle accessor(RecordComponent component, MethodHandles.Lookup lookup) {
    try {
      return lookup.unreflect(component.getAccessor());
    } catch (IllegalAccessException e) {
      throw new BindingException(component + " is not accessible: " + e.getMessage(), e);
    }
  }

  private static MethodHandle reader(
      Class<?> record, MethodHandle[] get, MethodHandles.Lookup lookup) {
    MethodType type =
        methodType(
            void.class,
            Arrays.stream(get).map(each -> each.type().returnType()).toArray(Class[]::new));
    MethodHandle read;
    try {
      read = lookup.findConstructor(record, type);
    } catch (ReflectiveOperationException e) {
      throw new BindingException(record.getTypeName() + " can't be made: " + e.getMessage(), e);
    }
    int[] order = new int[2 * get.length];
    for (int i = get.length - 1; i >= 0; i--) {
      read = MethodHandles.collectArguments(read, i, get[i]);
      order[2 * i + 1] = 1;
    }
    return MethodHandles.permuteArguments(
        read, methodType(record, MemorySegment.class, long.class), order);
  }

  /** A member that can't be written here: whoever writes the record is told. */
  private static MethodHandle refuse(Class<?> java, String what) {
    MethodHandle thrower =
        MethodHandles.throwException(void.class, BindingException.class)
            .bindTo(
                new BindingException(
                    what
                        + " can be written for a call only: the memory behind it would have to"
                        + " belong to somebody here; use a MemorySegment"));
    return MethodHandles.dropArguments(thrower, 0, MemorySegment.class, long.class, java);
  }
}
