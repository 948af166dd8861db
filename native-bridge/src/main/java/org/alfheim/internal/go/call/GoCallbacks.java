package org.alfheim.internal.go.call;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * The functions of Java that Go has, and what they threw, by the numbers that it has for them. All
 * runtimes call the same two functions; a number is never used twice.
 */
final class GoCallbacks {
  private static final ConcurrentHashMap<Long, JavaFunction> FUNCTIONS = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<Long, Throwable> THROWN = new ConcurrentHashMap<>();
  private static final AtomicLong LAST = new AtomicLong();

  /** What Go is told where Java can't say it: the memory for it is there before. */
  private static final MemorySegment GONE =
      Arena.ofAuto().allocateFrom("the function of Java has been released", StandardCharsets.UTF_8);

  private GoCallbacks() {}

  /** The addresses that Go calls; made when the first runtime is there. */
  private static final class Stubs {
    static final long INVOKE =
        stub(
            "invoke",
            MethodType.methodType(void.class, long.class, long.class),
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    static final long RELEASE =
        stub(
            "forget",
            MethodType.methodType(void.class, long.class),
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    private static long stub(String name, MethodType type, FunctionDescriptor descriptor) {
      try {
        MethodHandle method = MethodHandles.lookup().findStatic(GoCallbacks.class, name, type);
        return Downcalls.stub(method, descriptor, Arena.global()).address();
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /**
   * Tells a runtime what to call.
   *
   * @param connect {@code alfheim_go_callbacks}
   */
  static void connect(MethodHandle connect) {
    try {
      connect.invokeExact(Stubs.INVOKE, Stubs.RELEASE);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw what it can't", e);
    }
  }

  /** Keeps a function until Go releases its number. */
  static long keep(JavaFunction function) {
    long id = LAST.incrementAndGet();
    FUNCTIONS.put(id, function);
    return id;
  }

  /** Keeps what a function threw until Go has no error of it any more. */
  static long keep(Throwable thrown) {
    long id = LAST.incrementAndGet();
    THROWN.put(id, thrown);
    return id;
  }

  /** What was thrown; null if it has been released, or the number is 0. */
  static Throwable thrown(long id) {
    return THROWN.get(id);
  }

  /** The object of a number; null if it has been released. */
  static Object function(long id) {
    JavaFunction function = FUNCTIONS.get(id);
    return function == null ? null : function.function();
  }

  /** How many functions a runtime has. */
  static long count(HostInterface host) {
    return FUNCTIONS.values().stream().filter(function -> function.host() == host).count();
  }

  /** Called by Go: nothing may leave it. */
  static void invoke(long id, long frame) {
    JavaFunction function = FUNCTIONS.get(id);
    try {
      if (function != null) {
        function.call(frame);
        return;
      }
    } catch (Throwable beyond) {
      // Memory, or the stack, is short: that is said without any.
    }
    AddressSpace.putLong(frame + FrameLayout.STATUS, FrameLayout.PANICKED);
    AddressSpace.putLong(frame + FrameLayout.PANIC_TYPE + FrameLayout.WORD, 0);
    AddressSpace.putLong(frame + FrameLayout.PANIC_TEXT, GONE.address());
    AddressSpace.putLong(frame + FrameLayout.PANIC_TEXT + FrameLayout.WORD, GONE.byteSize() - 1);
  }

  /** Called by Go's garbage collector, too. */
  static void forget(long id) {
    FUNCTIONS.remove(id);
    THROWN.remove(id);
  }
}
