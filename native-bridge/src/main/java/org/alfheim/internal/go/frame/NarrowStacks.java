package org.alfheim.internal.go.frame;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls into a Go before 1.22. When a thread that is not Go's calls it, that runtime takes 32 KiB
 * of the thread's stack to be there, from where it was called first ({@code needm} in {@code
 * runtime/proc.go}). A function of Java that Go calls may use more, and if it calls Go again then,
 * the process ends ({@code morestack on g0}). So such a call is made by a thread of its own, while
 * the other waits.
 */
public final class NarrowStacks {
  private static final Pattern VERSION = Pattern.compile("go1\\.(\\d{1,4})(\\D.*)?");
  private static final int FIRST_WIDE = 22;
  private static final MethodHandle CALL = method();

  /** How many calls into this runtime each thread is in. */
  private final ThreadLocal<int[]> calls = ThreadLocal.withInitial(() -> new int[1]);

  /** Whether a version of Go has this trouble. */
  public static boolean has(String goVersion) {
    Matcher version = VERSION.matcher(goVersion);
    return version.matches() && Integer.parseInt(version.group(1)) < FIRST_WIDE;
  }

  private static MethodHandle method() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              NarrowStacks.class,
              "call",
              MethodType.methodType(void.class, MethodHandle.class, long.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * A function of the host, made safe.
   *
   * @param function {@code (long, long) void}
   */
  public MethodHandle guarded(MethodHandle function) {
    return MethodHandles.insertArguments(CALL, 0, this, function);
  }

  public void call(MethodHandle function, long handle, long frame) {
    run(() -> invoke(function, handle, frame));
  }

  private static void invoke(MethodHandle function, long handle, long frame) {
    try {
      function.invokeExact(handle, frame);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw what it can't", e);
    }
  }

  /** Calls Go, which throws nothing. */
  public void run(Runnable call) {
    int[] depth = calls.get();
    if (depth[0] > 0) {
      elsewhere(call);
      return;
    }
    depth[0]++;
    try {
      call.run();
    } finally {
      depth[0]--;
    }
  }

  private void elsewhere(Runnable call) {
    Thread other = Thread.ofPlatform().name("alfheim-go-nested").start(() -> run(call));
    boolean interrupted = false;
    while (other.isAlive()) {
      try {
        other.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
