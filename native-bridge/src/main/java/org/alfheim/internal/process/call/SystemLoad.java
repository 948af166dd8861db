package org.alfheim.internal.process.call;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** {@link System#load} in the name of another class: what is loaded is its class loader's. */
public final class SystemLoad {
  private static final MethodType TYPE = MethodType.methodType(void.class, String.class);

  private SystemLoad() {}

  /**
   * Whether a lookup can make the call: it has to be the one that the class has made itself.
   *
   * @param caller the lookup
   */
  public static boolean isPossible(MethodHandles.Lookup caller) {
    return (caller.lookupModes() & MethodHandles.Lookup.ORIGINAL) != 0;
  }

  /**
   * Has the JVM load a library, and run its {@code JNI_OnLoad}.
   *
   * @param caller the lookup of the class in whose name
   * @param path the path
   * @throws UnsatisfiedLinkError if the JVM does not load it
   * @throws IllegalCallerException if the class has no native access
   * @throws RuntimeException what {@code JNI_OnLoad} throws, as an {@link Error} likewise
   */
  public static void invoke(MethodHandles.Lookup caller, String path) {
    try {
      MethodHandle load = caller.findStatic(System.class, "load", TYPE);
      load.invokeExact(path);
    } catch (RuntimeException | Error e) {
      throw e;
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
