package org.alfheim.internal.go.codec;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.Counts;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.internal.process.libc.AddressSpace;

/** A slice or an array of numbers that have the same bytes in Java: it is copied as it is. */
public final class PrimitiveArrayCodec extends WireCodec {
  private final Class<?> element;
  private final int bytes;
  private final long length;

  /**
   * Numbers in a row.
   *
   * @param length how many Go's array has; -1 for a slice
   */
  public PrimitiveArrayCodec(Class<?> element, int bytes, long length) {
    this.element = element;
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    if (value == null && length < 0) {
      Counts.put(at, 0, 0);
      return;
    }
    MemorySegment elements = segment(cast(element.arrayType(), value));
    int count = Array.getLength(value);
    if (length >= 0) {
      Counts.equal(length, count);
    }
    long memory = call.allocate(Math.max(elements.byteSize(), 1));
    MemorySegment.copy(
        elements, 0, AddressSpace.at(memory, elements.byteSize()), 0, elements.byteSize());
    Counts.put(at, memory, count);
  }

  @Override
  public Object read(CallFrame call, long at) {
    long memory = AddressSpace.getLong(at);
    if (memory == 0 && length < 0) {
      return null;
    }
    int count = Counts.checked(AddressSpace.getLong(at + FrameLayout.WORD));
    Object array = Array.newInstance(element, count);
    MemorySegment elements = segment(array);
    MemorySegment.copy(
        AddressSpace.at(memory, (long) count * bytes), 0, elements, 0, elements.byteSize());
    return array;
  }

  private static MemorySegment segment(Object array) {
    return switch (array) {
      case byte[] bytes -> MemorySegment.ofArray(bytes);
      case short[] shorts -> MemorySegment.ofArray(shorts);
      case int[] ints -> MemorySegment.ofArray(ints);
      case long[] longs -> MemorySegment.ofArray(longs);
      case float[] floats -> MemorySegment.ofArray(floats);
      case double[] doubles -> MemorySegment.ofArray(doubles);
      default -> throw new MisfitException("a " + array.getClass().getTypeName() + " is no array");
    };
  }
}
