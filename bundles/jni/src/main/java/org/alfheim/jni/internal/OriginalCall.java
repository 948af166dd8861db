package org.alfheim.jni.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The calls as they would have been: of the same functions, by the same class. The JVM asks for the
 * caller, so they are made by the lookup that the class has made itself.
 */
public final class OriginalCall {
  private static final MethodType TYPE = MethodType.methodType(void.class, String.class);

  private OriginalCall() {}

  /** {@link System#load} by a class. */
  public static void load(MethodHandles.Lookup caller, String file) {
    call(caller, "load", file);
  }

  /** {@link System#loadLibrary} by a class. */
  public static void loadLibrary(MethodHandles.Lookup caller, String name) {
    call(caller, "loadLibrary", name);
  }

  private static void call(MethodHandles.Lookup caller, String method, String argument) {
    try {
      caller.findStatic(System.class, method, TYPE).invokeExact(argument);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** JNI_OnLoad may throw what System.load does not declare. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException thrown(Throwable undeclared) throws T {
    throw (T) undeclared;
  }
}
