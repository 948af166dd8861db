package org.alfheim.container;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;

/**
 * Knows when the session that the shell's bundle opens by itself is over. A framework that stops
 * while that one is on its way takes its commands away from under it, and it complains.
 */
final class LoginShell implements CommandSessionListener {
  private static final long PATIENCE = 5;

  private final CountDownLatch over = new CountDownLatch(1);

  @Override
  public void beforeExecute(CommandSession session, CharSequence command) {}

  @Override
  public void afterExecute(CommandSession session, CharSequence command, Exception exception) {
    notice(command);
  }

  @Override
  public void afterExecute(CommandSession session, CharSequence command, Object result) {
    notice(command);
  }

  private void notice(CharSequence command) {
    if (command.toString().startsWith("gosh --login")) {
      over.countDown();
    }
  }

  /** Waits until it is over; not for ever, since there may be none. */
  void await() {
    try {
      boolean _ = over.await(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
