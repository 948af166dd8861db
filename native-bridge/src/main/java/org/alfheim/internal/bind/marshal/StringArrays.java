package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.alfheim.bind.ArgumentException;

/** Arrays of strings on their way to C. */
final class StringArrays {
  private static final MethodHandle IN = in();

  private StringArrays() {}

  private static MethodHandle in() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              StringArrays.class,
              "in",
              methodType(MemorySegment.class, String.class, Object.class, String[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * {@code (Object frame, String[]) MemorySegment}: copies, and a NULL behind the last.
   *
   * @param what names the parameter in messages
   */
  static MethodHandle in(String what) {
    return MethodHandles.insertArguments(IN, 0, what);
  }

  static MemorySegment in(String what, Object frame, String[] texts) {
    if (texts == null) {
      return MemorySegment.NULL;
    }
    Frame call = (Frame) frame;
    MemorySegment pointers =
        call.allocate((texts.length + 1L) * ValueLayout.ADDRESS.byteSize(), Long.BYTES);
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] == null) {
        throw new ArgumentException(
            what + ": element " + i + " is null, and would end the array in C; C was not called");
      }
      pointers.setAtIndex(ValueLayout.ADDRESS, i, call.allocateFrom(Conversions.whole(texts[i])));
    }
    pointers.setAtIndex(ValueLayout.ADDRESS, texts.length, MemorySegment.NULL);
    return pointers;
  }
}
