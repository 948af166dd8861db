package org.alfheim.internal.process.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory that C writes in each thread: it has to be there, whatever becomes of the thread. */
@Timeout(60)
class ThreadMemoryTest {
  private static final int THREADS = 200;

  private final ThreadMemory memory = ThreadMemory.of(32, 16);

  /** As the workers of the common pool do, with each task. */
  @Test
  void theMemoryOfAThreadThatLosesItsLocalsIsNotFreed() throws Exception {
    try (ForkJoinPool pool = new ForkJoinPool(1, Forgetful::new, null, false)) {
      AtomicReference<WeakReference<MemorySegment>> first = new AtomicReference<>();
      Callable<Long> use =
          () -> {
            first.compareAndSet(null, new WeakReference<>(memory.own().get()));
            return memory.get().address();
          };
      long address = pool.submit(use).get();
      // Until what it has among its locals is another.
      while (pool.submit(() -> first.get().refersTo(memory.own().get())).get()) {
        Thread.onSpinWait();
      }
      System.gc();

      boolean same = pool.submit(use).get() == address;
      assertThat(same && first.get().get() == null).as("memory is used that is gone").isFalse();
    }
  }

  /** A worker that does not preserve what its thread has. */
  private static final class Forgetful extends ForkJoinWorkerThread {
    Forgetful(ForkJoinPool pool) {
      super(null, pool, false);
    }
  }

  @Test
  void moreThreadsThanPlacesHaveMemoryOfTheirOwn() throws Exception {
    CountDownLatch all = new CountDownLatch(THREADS);
    List<Long> addresses = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread.Builder kind = i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform();
      threads.add(
          kind.start(() -> {
            long own = memory.get().address();
            all.countDown();
            try {
              all.await();
            } catch (InterruptedException e) {
              return;
            }
            if (memory.get().address() == own) {
              synchronized (addresses) {
                addresses.add(own);
              }
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(addresses).hasSize(THREADS).doesNotHaveDuplicates();
  }
}
