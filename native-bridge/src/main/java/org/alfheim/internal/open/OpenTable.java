package org.alfheim.internal.open;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.alfheim.internal.process.map.ThreadWaits;

/**
 * Who has opened what: the promise that a plugin is opened once and initialised once, whatever the
 * number of threads.
 *
 * <p>The first thread to ask for a key opens it; the others wait for the outcome and share it. What
 * is refused leaves no entry, so it may be tried again; what fails later stays, as a failure. A
 * thread never waits for itself, not even round several corners: constructors can open plugins, and
 * a wait that would close a circle of threads is refused instead.
 *
 * @param <K> what identifies a plugin
 * @param <V> an open plugin
 */
final class OpenTable<K, V> {

  /** One attempt to open a plugin, and what came of it. */
  static final class Opening<K, V> {
    private final K key;
    private final long owner = Thread.currentThread().threadId();
    private boolean waitedFor;

    /** What those who wait for it wait for, as {@link ThreadWaits} knows it. */
    private final String outcome = "opening-" + System.identityHashCode(this);

    private final CountDownLatch done = new CountDownLatch(1);
    private boolean begun;

    /**
     * Refused only because its thread would have waited for one that waits for it: that one may try
     * again.
     */
    private boolean gaveWay;

    /** Whether its thread has met a circle of waits on the way. */
    private boolean circular;

    private V plugin;
    private RuntimeException failure;

    private Opening(K key) {
      this.key = key;
    }

    /** Says that constructors are about to run: from now on a failure is for good. */
    void begin() {
      begun = true;
    }

    K key() {
      return key;
    }

    private boolean isOver() {
      return done.getCount() == 0;
    }

    boolean hasBegun() {
      return begun;
    }
  }

  /** Opens a plugin; what it throws before {@link Opening#begin} is a refusal. */
  @FunctionalInterface
  interface Opener<K, V> {
    V open(Opening<K, V> opening);
  }

  /** What the caller wants thrown in the cases that the table itself finds. */
  interface Failures<K> {
    RuntimeException recursive(K key);

    RuntimeException initialization(K key, Throwable cause);

    RuntimeException previous(K key, RuntimeException failure);
  }

  private final Failures<K> failures;
  private final Map<K, Opening<K, V>> openings = new HashMap<>();
  private final List<V> opened = new ArrayList<>();

  OpenTable(Failures<K> failures) {
    this.failures = failures;
  }

  V open(K key, Opener<K, V> opener) {
    while (true) {
      Opening<K, V> opening;
      boolean mine = false;
      synchronized (this) {
        opening = openings.get(key);
        if (opening == null) {
          opening = new Opening<>(key);
          openings.put(key, opening);
          mine = true;
        } else if (opening.isOver()) {
          return outcome(opening, true);
        }
      }
      if (mine) {
        run(opening, opener);
        return outcome(opening, false);
      }
      if (!await(opening)) {
        throw recursive(key);
      }
      if (!opening.gaveWay) {
        return outcome(opening, false);
      }
    }
  }

  private V outcome(Opening<K, V> opening, boolean earlier) {
    synchronized (this) {
      if (opening.failure == null) {
        return opening.plugin;
      }
      throw earlier ? failures.previous(opening.key, opening.failure) : opening.failure;
    }
  }

  private void run(Opening<K, V> opening, Opener<K, V> opener) {
    V plugin = null;
    RuntimeException failure = null;
    Error error = null;
    try {
      plugin = opener.open(opening);
    } catch (RuntimeException e) {
      failure = opening.begun ? failures.initialization(opening.key, e) : e;
    } catch (Error e) {
      error = e;
      failure = failures.initialization(opening.key, e);
    }
    synchronized (this) {
      opening.plugin = plugin;
      opening.failure = failure;
      if (failure == null) {
        opened.add(plugin);
      } else if (!opening.begun) {
        opening.gaveWay = opening.circular;
        openings.remove(opening.key);
      }
      opening.done.countDown();
      if (opening.waitedFor) {
        ThreadWaits.over(opening.outcome);
      }
    }
    if (error != null) {
      throw error;
    }
  }

  /**
   * Waits until an attempt has come to its end.
   *
   * @return false, at once, if the attempt is this thread's own, or its thread waits for this one
   */
  private boolean await(Opening<K, V> opening) {
    synchronized (this) {
      if (opening.isOver()) {
        return true;
      }
      if (!ThreadWaits.begin(opening.owner, opening.outcome)) {
        return false;
      }
      opening.waitedFor = true;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          opening.done.await();
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      ThreadWaits.end();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * What a thread is told that would have waited in a circle; whoever waits for it may try again.
   */
  synchronized RuntimeException recursive(K key) {
    for (Opening<K, V> own : openings.values()) {
      own.circular |= own.owner == Thread.currentThread().threadId();
    }
    return failures.recursive(key);
  }

  /** The open plugins, in the order in which they became so. */
  synchronized List<V> opened() {
    return List.copyOf(opened);
  }

  /**
   * Waits for the attempt to open a key, if one is under way in another thread that does not wait
   * for this one.
   *
   * @return whether the key is open now, or its opening is this thread's own doing
   */
  boolean settled(K key) {
    Opening<K, V> opening;
    synchronized (this) {
      opening = openings.get(key);
    }
    if (opening == null) {
      return false;
    }
    if (!await(opening)) {
      return true;
    }
    synchronized (this) {
      return opening.failure == null;
    }
  }
}
