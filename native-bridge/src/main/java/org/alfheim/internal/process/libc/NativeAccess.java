package org.alfheim.internal.process.libc;

import java.lang.foreign.MemorySegment;

/** Whether Java lets this module call native code (JEP 472). */
@SuppressWarnings("restricted")
public final class NativeAccess {
  private static volatile boolean granted;

  private NativeAccess() {}

  /**
   * Asks for it, once: where nothing was said at the start of Java, it warns on the standard error
   * and grants it.
   *
   * @throws ProcessException if Java denies it; the message says how to start it
   */
  public static void check() {
    if (granted) {
      return;
    }
    try {
      MemorySegment empty = MemorySegment.NULL.reinterpret(0);
      granted = empty.byteSize() == 0;
    } catch (IllegalCallerException denied) {
      Module module = NativeAccess.class.getModule();
      throw new ProcessException(
          "Java denies native access; start it with the option --enable-native-access="
              + (module.isNamed() ? module.getName() : "ALL-UNNAMED"),
          0);
    }
  }

  /** Whether it has been granted. Without it, nothing native has been done here. */
  public static boolean isGranted() {
    return granted;
  }
}
