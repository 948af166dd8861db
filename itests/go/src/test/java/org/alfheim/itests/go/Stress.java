package org.alfheim.itests.go;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoObject;
import org.alfheim.go.GoPanicException;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.OpenOptions;

/**
 * Threads that do at the same time what the JVM and Go's runtime each need signals, stacks and
 * pauses for: garbage on both sides, null pointers on both sides, stacks that overflow, profiles,
 * threads that come and go. Every result is looked at.
 */
final class Stress {
  private static final int SMALL_STACK = 512 << 10;
  private static final int PROFILE_MILLIS = 150;

  /** SIGUSR2 and SIGUSR1: one for each runtime, since a signal has one handler in a process. */
  private static final List<Integer> SIGNALS = List.of(12, 10);

  private final Map<String, AtomicLong> done = new ConcurrentHashMap<>();
  private final Map<String, Throwable> failed = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Calls go;
  private final int signal;
  private final long end;

  /** Somebody might read it: so it is made. */
  @SuppressWarnings("UnusedVariable")
  private volatile Object garbage;

  private Stress(Calls go, int signal, long end) {
    this.go = go;
    this.signal = signal;
    this.end = end;
  }

  /** The plugin in {@code src/test/go/stress}. */
  interface Calls {
    void Nop();

    long Add(long a, long b);

    void Collect();

    long NilDeref(GoObject node);

    void Call(Runnable f);

    void Ask(Failing f) throws IOException;

    long Each(LongUnaryOperator f, long n);

    long InGoroutine(LongUnaryOperator f, long x);

    long Garbage(long n);

    long Stack(long n);

    long Profile(long millis);

    boolean Signal(long number);
  }

  /** {@code func() error}. */
  @FunctionalInterface
  interface Failing {
    void run() throws IOException;
  }

  /** Something that is done again and again. */
  private interface Work {
    void run() throws Throwable;
  }

  /** For how many milliseconds, and then hosts with a plugin after each. */
  public static void main(String[] arguments) throws Exception {
    long end = System.nanoTime() + Duration.ofMillis(Long.parseLong(arguments[0])).toNanos();
    List<Stress> all = new ArrayList<>();
    for (int i = 1; i < arguments.length; i += 2) {
      GoHosts hosts = GoHosts.of(Path.of(arguments[i]));
      OpenOptions options = OpenOptions.builder().goHosts(hosts).goRuntime("runtime " + i).build();
      Calls calls = Loader.open(Path.of(arguments[i + 1]), options).bind(Calls.class);
      all.add(new Stress(calls, SIGNALS.get(all.size()), end));
    }
    all.forEach(Stress::start);
    boolean failed = false;
    for (Stress each : all) {
      failed |= each.finish();
    }
    Runtime.getRuntime().exit(failed ? 9 : 0);
  }

  private void start() {
    again("java garbage", this::javaGarbage);
    again("calls", this::calls);
    again("callbacks", this::callbacks);
    again("panics", this::panics);
    again("null pointers", this::nullPointers);
    again("stack overflows", this::stackOverflows);
    again("go garbage", this::goGarbage);
    again("threads", this::threads);
    again("profiles", this::profiles);
    again("signals", () -> check(go.Signal(signal)));
  }

  private void again(String name, Work work) {
    AtomicLong rounds = new AtomicLong();
    done.put(name, rounds);
    Runnable all =
        () -> {
          try {
            do {
              work.run();
              rounds.incrementAndGet();
            } while (System.nanoTime() < end);
          } catch (Throwable e) {
            failed.put(name, e);
          }
        };
    Thread thread = new Thread(null, all, name, SMALL_STACK);
    threads.add(thread);
    thread.start();
  }

  private boolean finish() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("done " + done);
    failed.forEach((name, failure) -> {
      System.out.println("failed " + name);
      failure.printStackTrace(System.out);
    });
    return !failed.isEmpty();
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("a result is wrong");
    }
  }

  /** One at a time: a profile's end puts back the handler of SIGPROF that its beginning found. */
  private void profiles() {
    synchronized (Stress.class) {
      check(go.Profile(PROFILE_MILLIS) > 0);
    }
  }

  private void javaGarbage() {
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      kept.add(new byte[1000 + i]);
      if (kept.size() > 400) {
        kept.clear();
      }
    }
    garbage = kept;
  }

  private void calls() {
    for (int i = 0; i < 500; i++) {
      check(go.Add(i, 2) == i + 2);
    }
  }

  private void callbacks() {
    check(go.Each(i -> 2 * i, 50) == 2450);
    check(go.InGoroutine(i -> go.Add(i, i), 21) == 42);
  }

  private void panics() {
    try {
      go.NilDeref(null);
      check(false);
    } catch (GoPanicException e) {
      check(e.getMessage().contains("nil pointer dereference"));
    }
  }

  private void nullPointers() {
    go.Nop();
    Object[] both = {"", null};
    for (int i = 0; i < 200; i++) {
      try {
        garbage = both[i & 1].hashCode();
        check((i & 1) == 0);
      } catch (NullPointerException e) {
        check((i & 1) == 1);
      }
    }
  }

  /** Java's, with a function of Go between that and the caller; and then one of Java alone. */
  private void stackOverflows() throws Exception {
    try {
      go.Ask(() -> {
        throw new IOException(String.valueOf(overflow()));
      });
      check(false);
    } catch (GoErrorException | IOException e) {
      check(e.getMessage().contains("overflowed"));
    }
    try {
      go.Call(() -> deep(0));
      check(false);
    } catch (GoPanicException | StackOverflowError e) {
      go.Nop();
    }
    check(go.Stack(2000) >= 0);
  }

  private static String overflow() {
    try {
      return "deep " + deep(0);
    } catch (StackOverflowError e) {
      return "overflowed";
    }
  }

  private static int deep(int depth) {
    return depth == Integer.MAX_VALUE ? 0 : deep(depth + 1) + 1;
  }

  private void goGarbage() {
    check(go.Garbage(3000) == 429);
    go.Collect();
  }

  private void threads() throws InterruptedException {
    Thread other = new Thread(go::Nop);
    other.start();
    other.join();
  }
}
