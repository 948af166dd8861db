package org.alfheim.internal.go.frame;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * The functions of Java that Go has, and what they threw, by the numbers that it has for them. All
 * runtimes call the same two {@linkplain GoEntrances entrances}; a number is never used twice.
 */
public final class GoCallbacks {
  private static final ConcurrentHashMap<Long, LongConsumer> FUNCTIONS = new ConcurrentHashMap<>();
  private static final AtomicLong LAST = new AtomicLong();

  private GoCallbacks() {}

  /** Made when the first runtime is there. */
  private static final class Entrances {
    static final GoEntrances MADE = GoEntrances.over(FUNCTIONS);
  }

  /**
   * What a function threw, in the same table, from which Go removes it.
   *
   * @param what an exception or an error
   */
  private record Thrown(Throwable what) implements LongConsumer {
    /** Nobody calls it. */
    @Override
    public void accept(long frame) {
      throw new IllegalStateException("what was thrown is no function", what);
    }
  }

  /**
   * A function as the entrances know it.
   *
   * @param function the function
   */
  private record Kept(IncomingCall function) implements LongConsumer {
    /** Called by Go: nothing should leave it. */
    @Override
    public void accept(long frame) {
      function.call(frame);
    }
  }

  /**
   * Tells a runtime what to call.
   *
   * @param connect {@code alfheim_go_callbacks}
   */
  public static void connect(MethodHandle connect) {
    try {
      connect.invokeExact(Entrances.MADE.invoke(), Entrances.MADE.release());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw what it can't", e);
    }
  }

  /** Keeps a function until Go releases its number. */
  public static long keep(IncomingCall function) {
    long id = LAST.incrementAndGet();
    FUNCTIONS.put(id, new Kept(function));
    return id;
  }

  /** Keeps what a function threw until Go has no error of it any more. */
  public static long keep(Throwable thrown) {
    long id = LAST.incrementAndGet();
    FUNCTIONS.put(id, new Thrown(thrown));
    return id;
  }

  /** What was thrown; null if it has been released, or the number is 0. */
  public static Throwable thrown(long id) {
    return FUNCTIONS.get(id) instanceof Thrown kept ? kept.what() : null;
  }

  /** The object of a number; null if it has been released. */
  public static Object function(long id) {
    return FUNCTIONS.get(id) instanceof Kept kept ? kept.function().function() : null;
  }

  /** How many functions a runtime has. */
  public static long count(HostInterface host) {
    return FUNCTIONS.values().stream()
        .filter(each -> each instanceof Kept kept && kept.function().host() == host)
        .count();
  }

  /** Called where Java gives a function up by itself. */
  public static void forget(long id) {
    FUNCTIONS.remove(id);
  }
}
