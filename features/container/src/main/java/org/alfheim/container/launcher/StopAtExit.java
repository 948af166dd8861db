package org.alfheim.container.launcher;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.alfheim.container.FailureLine;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/**
 * The end of a framework, by itself or because the process is to end: a signal may come at any
 * moment, also while the framework starts.
 *
 * <p>A framework that stops takes classes and commands away from under whoever still works with
 * them. So a start that is on its way is waited for, then each service of type {@link Callable}
 * with the property {@code before.stop=true} is called, and then the framework stops.
 */
final class StopAtExit {

  /** How long a start that is on its way is waited for, in milliseconds. */
  private static final long START_TIMEOUT = 5_000;

  /** How long the framework may take to stop, in milliseconds. */
  private static final long STOP_TIMEOUT = 10_000;

  private final Framework framework;
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile boolean processEnds;

  private StopAtExit(Framework framework) {
    this.framework = framework;
  }

  /** Has the framework stop before the process ends. */
  static StopAtExit of(Framework framework) {
    StopAtExit stop = new StopAtExit(framework);
    beforeTheEnd("alfheim-stop", stop::atExit);
    return stop;
  }

  /**
   * Has something done before the process ends, by a thread of that name. Where the end has begun
   * already, it is done at once, and nothing after it: a signal may come before the first hook is
   * there.
   */
  static void beforeTheEnd(String thread, Runnable action) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(action, thread));
    } catch (IllegalStateException ending) {
      action.run();
      // Waits until the process has ended, with the status that it was told before.
      System.exit(0);
    }
  }

  /** The framework has started, or will not. */
  void startIsOver() {
    started.countDown();
  }

  /** Whether the process is about to end. What fails from then on may fail because of that. */
  boolean processEnds() {
    return processEnds;
  }

  private void atExit() {
    processEnds = true;
    try {
      boolean _ = started.await(START_TIMEOUT, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop();
  }

  /** Stops the framework and waits for its end. One that has stopped is left as it is. */
  void stop() {
    try {
      prepare();
      framework.stop();
      framework.waitForStop(STOP_TIMEOUT);
    } catch (BundleException e) {
      System.err.println("alfheim: the container does not stop: " + FailureLine.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void prepare() throws InterruptedException {
    BundleContext context = framework.getBundleContext();
    if (context == null) {
      return;
    }
    try {
      for (ServiceReference<?> reference :
          context.getServiceReferences(Callable.class, "(before.stop=true)")) {
        if (context.getService(reference) instanceof Callable<?> callable) {
          callable.call();
        }
      }
    } catch (InvalidSyntaxException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw e;
    } catch (IllegalStateException e) {
      // Somebody else has stopped it meanwhile.
    } catch (Exception e) {
      System.err.println("alfheim: the container stops at once: " + FailureLine.of(e));
    }
  }
}
