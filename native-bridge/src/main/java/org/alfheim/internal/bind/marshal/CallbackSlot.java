package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What a function pointer that serves one call after the other runs now.
 *
 * <p>The stub behind such a pointer is a root of the garbage collector. So this is all of ours that
 * it reaches, and this reaches something of the caller's while a call lasts, and no longer: the
 * class loader of a contract can go when nobody uses it any more.
 */
final class CallbackSlot {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** What runs between two calls. */
  private final Use nobody;

  private Use now;

  /**
   * What runs during a call.
   *
   * @param method {@code (Object callback, Object sink, native parameters) native result}; throws
   *     nothing
   * @param callback its first argument
   * @param sink its second
   */
  record Use(MethodHandle method, Object callback, Object sink) {}

  /** A slot in which nobody is called. */
  CallbackSlot(Use nobody) {
    this.nobody = nobody;
    this.now = nobody;
  }

  /**
   * {@code (CallbackSlot, native parameters) native result}: runs what a slot has.
   *
   * @param type the type of the methods: {@code (Object, Object, native parameters) native result}
   */
  static MethodHandle dispatcher(MethodType type) {
    MethodHandle ofUse =
        MethodHandles.filterArguments(
            MethodHandles.exactInvoker(type),
            0,
            part("method", MethodHandle.class),
            part("callback", Object.class),
            part("sink", Object.class));
    int[] order = new int[type.parameterCount() + 1];
    for (int i = 3; i < order.length; i++) {
      order[i] = i - 2;
    }
    MethodType once =
        methodType(type.returnType(), Use.class)
            .appendParameterTypes(type.parameterList().subList(2, type.parameterCount()));
    return MethodHandles.filterArguments(
        MethodHandles.permuteArguments(ofUse, once, order), 0, current());
  }

  private static MethodHandle part(String name, Class<?> type) {
    try {
      return LOOKUP.findVirtual(Use.class, name, methodType(type));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle current() {
    try {
      return LOOKUP.findVirtual(CallbackSlot.class, "now", methodType(Use.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What this runs now. */
  Use now() {
    return now;
  }

  /** One reference is written for a call: collectors have each one in an old object noted. */
  void begin(Use use) {
    now = use;
  }

  void end() {
    now = nobody;
  }
}
