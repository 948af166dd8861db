package org.alfheim.internal.bind.struct;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.FunctionTable;
import org.alfheim.bind.Struct;
import org.alfheim.bind.Structure;
import org.alfheim.internal.bind.abi.MemoryAlignment;
import org.alfheim.types.StructureType;

/**
 * A view or a record over a structure's type.
 *
 * @param java the view or the record
 * @param type the structure
 * @param read {@code (MemorySegment) Object}
 * @param store {@code (MemorySegment, Object) void}
 */
public record LaidStructure<S>(
    Class<S> java, StructureType type, MethodHandle read, MethodHandle store)
    implements Structure<S> {
  /**
   * Lays a view or a record over the structure of its name.
   *
   * @throws BindingException if the class is neither, or does not fit
   */
  public static <S> LaidStructure<S> of(Class<S> java, Structures structures) {
    String what = java.getSimpleName();
    if (java.isRecord()) {
      StructureType type = structures.namedOrNatural(java);
      RecordCodec codec = structures.record(java, type, what);
      return new LaidStructure<>(
          java,
          type,
          MethodHandles.insertArguments(codec.read(), 1, 0L),
          MethodHandles.insertArguments(codec.write(), 1, 0L));
    }
    boolean table = FunctionTable.class.isAssignableFrom(java);
    if (!(table || Struct.class.isAssignableFrom(java)) || !java.isInterface()) {
      throw new BindingException(
          java.getTypeName()
              + " is no view (an interface that extends Struct), no record, and no table (one that"
              + " extends FunctionTable)");
    }
    StructureType type = structures.named(java);
    if (table) {
      LaidTable laid = structures.table(java, type, what);
      return new LaidStructure<>(java, type, laid.inPlace(), laid.into());
    }
    long size = type.size().orElseThrow();
    return new LaidStructure<>(
        java, type, structures.view(java, type, what), StructMemory.copyOf(size, java));
  }

  @Override
  public S at(MemorySegment memory) {
    try {
      return java.cast(read.invoke(memory.asSlice(0, type.size().orElseThrow())));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked);
    }
  }

  @Override
  public S allocate(SegmentAllocator allocator) {
    long size = type.size().orElseThrow();
    return at(allocator.allocate(size, MemoryAlignment.of(type)).fill((byte) 0));
  }

  @Override
  public void write(MemorySegment memory, S value) {
    try {
      store.invoke(memory.asSlice(0, type.size().orElseThrow()), value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked);
    }
  }
}
