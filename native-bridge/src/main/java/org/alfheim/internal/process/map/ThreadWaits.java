package org.alfheim.internal.process.map;

import java.util.ArrayList;
import java.util.List;

/**
 * Which thread waits for which, over an open plugin, in all copies of these classes.
 *
 * <p>A constructor may open plugins, so a thread that opens an image may come to wait for one that
 * waits for it. Such a circle may go through several copies; what they have in common are the JDK's
 * classes only, so the waits are one system property: a line for each, of the waiting thread's
 * number, the other's, and what it waits for. As a rule nobody waits, and there is no property.
 */
public final class ThreadWaits {
  private static final String WAITS = "org.alfheim.waits";
  private static final long NOBODY = 0;

  private ThreadWaits() {}

  private record Wait(long thread, long other, String what) {
    static Wait of(String line) {
      String[] words = line.split(" ", 3);
      return new Wait(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
    }

    String toLine() {
      return thread + " " + other + ' ' + what;
    }
  }

  /**
   * The calling thread is about to wait.
   *
   * @param other the {@link Thread#threadId} of the thread that it would wait for
   * @param what what it would wait for; no line feed in it
   * @return whether it may; if not, the other one waits for it, or is the calling thread itself,
   *     and nothing is noted
   */
  public static boolean begin(long other, String what) {
    long self = Thread.currentThread().threadId();
    synchronized (ProcessImages.LOCK) {
      List<Wait> waits = waits();
      for (long next = other; next != NOBODY; next = waitedFor(waits, next)) {
        if (next == self) {
          return false;
        }
      }
      waits.removeIf(wait -> wait.thread() == self);
      waits.add(new Wait(self, other, what));
      set(waits);
      return true;
    }
  }

  private static long waitedFor(List<Wait> waits, long thread) {
    for (Wait wait : waits) {
      if (wait.thread() == thread) {
        return wait.other();
      }
    }
    return NOBODY;
  }

  /** The calling thread does not wait any more. */
  public static void end() {
    long self = Thread.currentThread().threadId();
    synchronized (ProcessImages.LOCK) {
      List<Wait> waits = waits();
      if (waits.removeIf(wait -> wait.thread() == self)) {
        set(waits);
      }
    }
  }

  /**
   * There is nothing left to wait for: from now on no thread waits for it, whether it has woken up
   * yet or not.
   *
   * @param what as for {@link #begin}
   */
  public static void over(String what) {
    synchronized (ProcessImages.LOCK) {
      if (System.getProperty(WAITS) == null) {
        return;
      }
      List<Wait> waits = waits();
      waits.removeIf(wait -> wait.what().equals(what));
      set(waits);
    }
  }

  private static List<Wait> waits() {
    List<Wait> waits = new ArrayList<>();
    String lines = System.getProperty(WAITS);
    if (lines != null) {
      for (String line : lines.split("\n", -1)) {
        waits.add(Wait.of(line));
      }
    }
    return waits;
  }

  private static void set(List<Wait> waits) {
    if (waits.isEmpty()) {
      System.clearProperty(WAITS);
    } else {
      System.setProperty(WAITS, String.join("\n", waits.stream().map(Wait::toLine).toList()));
    }
  }
}
