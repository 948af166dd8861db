package org.alfheim.internal.process.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Objects;

/**
 * A Java method as a native function that outlives it. Native code that keeps a function for ever
 * would keep all classes of the method's loader, too; this one is made of the JDK's classes, and
 * knows the method by a weak reference.
 */
public final class WeakStub {
  private WeakStub() {}

  /**
   * A native function.
   *
   * @param method what to run for as long as somebody else has it; it must throw nothing
   * @param descriptor parameters and result as the native caller sees them
   * @param arena how long the function can be called
   * @return the function's address; it gives zero, or NULL, when the method is gone
   * @throws IllegalArgumentException if the platform does not support the descriptor
   */
  public static MemorySegment of(MethodHandle method, FunctionDescriptor descriptor, Arena arena) {
    return Downcalls.stub(handle(new WeakReference<>(method), method.type()), descriptor, arena);
  }

  private static MethodHandle handle(Reference<MethodHandle> method, MethodType type) {
    MethodHandles.Lookup jdk = MethodHandles.publicLookup();
    try {
      MethodHandle get =
          jdk.findVirtual(Reference.class, "get", MethodType.methodType(Object.class))
              .bindTo(method)
              .asType(MethodType.methodType(MethodHandle.class));
      MethodHandle isThere =
          jdk.findStatic(
                  Objects.class, "nonNull", MethodType.methodType(boolean.class, Object.class))
              .asType(MethodType.methodType(boolean.class, MethodHandle.class));
      MethodHandle call = MethodHandles.exactInvoker(type);
      MethodHandle nothing =
          MethodHandles.dropArguments(nothing(type.returnType()), 0, call.type().parameterList());
      return MethodHandles.collectArguments(
          MethodHandles.guardWithTest(isThere, call, nothing), 0, get);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the methods are there", e);
    }
  }

  private static MethodHandle nothing(Class<?> type) {
    return type == MemorySegment.class
        ? MethodHandles.constant(type, MemorySegment.NULL)
        : MethodHandles.zero(type);
  }
}
