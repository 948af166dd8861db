package org.alfheim.internal.go.codec;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.Counts;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.internal.process.libc.AddressSpace;

/** A slice or an array, element by element, as a list or an array of Java. */
public final class SequenceCodec extends WireCodec {
  private final WireCodec element;

  /** What an array has in Java; null for a list. */
  private final Class<?> component;

  private final long length;

  /**
   * Elements in a row.
   *
   * @param component what an array has in Java; null for a list
   * @param length how many Go's array has; -1 for a slice
   */
  public SequenceCodec(WireCodec element, Class<?> component, long length) {
    this.element = element;
    this.component = component;
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
    if (component == null) {
      // A list that others change meanwhile has one length.
      write(call, at, cast(List.class, value).toArray());
    } else {
      write(call, at, cast(component.arrayType(), value), Array.getLength(value));
    }
  }

  private void write(CallFrame call, long at, Object[] elements) {
    write(call, at, elements, elements.length);
  }

  private void write(CallFrame call, long at, Object array, int count) {
    if (length >= 0) {
      Counts.equal(length, count);
    }
    call.deeper();
    int stride = element.stride();
    long memory = call.allocate(Math.max((long) count * stride, 1));
    for (int i = 0; i < count; i++) {
      try {
        element.writeElement(call, memory + (long) i * stride, Array.get(array, i));
      } catch (MisfitException misfit) {
        throw new MisfitException("element " + i + ": " + misfit.getMessage());
      }
    }
    Counts.put(at, memory, count);
    call.shallower();
  }

  @Override
  public Object read(CallFrame call, long at) {
    long memory = AddressSpace.getLong(at);
    if (memory == 0 && length < 0) {
      return null;
    }
    int count = Counts.checked(AddressSpace.getLong(at + FrameLayout.WORD));
    int stride = element.stride();
    if (component == null) {
      List<Object> list = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        list.add(element.readElement(call, memory + (long) i * stride));
      }
      return Collections.unmodifiableList(list);
    }
    Object array = Array.newInstance(component, count);
    for (int i = 0; i < count; i++) {
      Array.set(array, i, element.readElement(call, memory + (long) i * stride));
    }
    return array;
  }
}
