package org.alfheim.internal.process.map;

/**
 * Which thread waits for which, over an open plugin, in all copies of these classes.
 *
 * <p>A constructor may open plugins, so a thread that opens an image may come to wait for one that
 * waits for it. Such a circle may go through several copies; what they have in common are the JDK's
 * classes only, so the waits are system properties, by the threads' numbers.
 */
public final class ThreadWaits {
  private static final String WAIT = "org.alfheim.wait.";
  private static final long NOBODY = 0;

  private ThreadWaits() {}

  /**
   * The calling thread is about to wait.
   *
   * @param other the {@link Thread#threadId} of the thread that it would wait for
   * @param what what it would wait for; nothing with a space in it
   * @return whether it may; if not, the other one waits for it, or is the calling thread itself,
   *     and nothing is noted
   */
  public static boolean begin(long other, String what) {
    long self = Thread.currentThread().threadId();
    synchronized (ProcessImages.LOCK) {
      for (long next = other; next != NOBODY; next = waitedFor(next)) {
        if (next == self) {
          return false;
        }
      }
      System.setProperty(WAIT + self, other + " " + what);
      return true;
    }
  }

  private static long waitedFor(long thread) {
    String wait = System.getProperty(WAIT + thread);
    return wait == null ? NOBODY : Long.parseLong(wait, 0, wait.indexOf(' '), 10);
  }

  /** The calling thread does not wait any more. */
  public static void end() {
    synchronized (ProcessImages.LOCK) {
      System.clearProperty(WAIT + Thread.currentThread().threadId());
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
      for (String property : System.getProperties().stringPropertyNames()) {
        if (property.startsWith(WAIT) && System.getProperty(property, "").endsWith(" " + what)) {
          System.clearProperty(property);
        }
      }
    }
  }
}
