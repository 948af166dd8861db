package org.alfheim.container;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Knows when the session that the shell's bundle opens by itself is over, and has the framework
 * wait for it. One that stops while the session is on its way takes its commands away from under
 * it, and it complains.
 */
final class LoginShell implements CommandSessionListener, Callable<Void> {
  private static final long PATIENCE = 5;

  private final CountDownLatch over = new CountDownLatch(1);
  private final BundleContext context;

  LoginShell(BundleContext context) {
    this.context = context;
  }

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

  /** Waits until it is over, if there is one; not for ever, since it may have been before us. */
  @Override
  public Void call() throws InterruptedException {
    if (Stream.of(context.getBundles()).anyMatch(LoginShell::opensOne)) {
      boolean _ = over.await(PATIENCE, TimeUnit.SECONDS);
    }
    return null;
  }

  private static boolean opensOne(Bundle bundle) {
    return "org.apache.felix.gogo.shell".equals(bundle.getSymbolicName())
        && (bundle.getState() == Bundle.STARTING || bundle.getState() == Bundle.ACTIVE);
  }
}
