package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.Supplier;

/** Makes Java's objects of pointers of one type; their class is written for the first. */
final class PointedObjects {
  private static final MethodHandle OF;

  static {
    try {
      OF =
          MethodHandles.lookup()
              .findVirtual(
                  PointedObjects.class, "of", methodType(Object.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Supplier<MethodHandle> source;
  private volatile MethodHandle constructor;

  /**
   * Nothing is made yet.
   *
   * @param source gives {@code (MemorySegment) J}
   */
  PointedObjects(Supplier<MethodHandle> source) {
    this.source = source;
  }

  /** {@code (MemorySegment) J}: of NULL, null. */
  MethodHandle handle(Class<?> java) {
    return OF.bindTo(this).asType(methodType(java, MemorySegment.class));
  }

  Object of(MemorySegment pointer) throws Throwable {
    return pointer.address() == 0 && pointer.isNative()
        ? null
        : (Object) constructor().invokeExact(pointer);
  }

  private MethodHandle constructor() {
    MethodHandle known = constructor;
    if (known == null) {
      synchronized (this) {
        known = constructor;
        if (known == null) {
          known = source.get().asType(methodType(Object.class, MemorySegment.class));
          constructor = known;
        }
      }
    }
    return known;
  }
}
