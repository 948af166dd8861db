package org.alfheim.container;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import org.alfheim.streams.StandardOutput;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Adds the container's commands to the shell, shows what is logged, and offers to run the commands
 * that the container was started with.
 */
public final class Activator implements BundleActivator {

  // Not System.out and System.err: the shell puts its own in their place. And without a buffer,
  // since a plugin's C code writes to the same file descriptors.
  private final StandardOutput output = new StandardOutput();
  private final PrintStream out = new PrintStream(output, true);
  private final PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);

  private LogLines log;
  private ServiceTracker<CommandProcessor, ?> shells;

  /** Called by the framework. */
  @Override
  public void start(BundleContext context) {
    LastWords.prepare(err);
    new FrameworkCommands(context).register();
    log = new LogLines(context, err);
    log.open();
    if (context.getProperty("org.alfheim.container.interactive") == null) {
      LoginShell login = new LoginShell(context);
      context.registerService(CommandSessionListener.class, login, null);
      context.registerService(
          Callable.class, login, FrameworkUtil.asDictionary(Map.of("before.stop", "true")));
      shells = new Shells(context);
      shells.open();
    } else {
      context.registerService(CommandSessionListener.class, new Hints(context), null);
    }
  }

  /** Called by the framework, which withdraws what was registered. */
  @Override
  public void stop(BundleContext context) {
    if (shells != null) {
      shells.close();
    }
    log.close();
  }

  /** Where there is a shell, there is somebody who can run commands. */
  private final class Shells extends ServiceTracker<CommandProcessor, ServiceRegistration<?>> {

    Shells(BundleContext context) {
      super(context, CommandProcessor.class, null);
    }

    @Override
    public ServiceRegistration<?> addingService(ServiceReference<CommandProcessor> reference) {
      return context.registerService(
          Callable.class,
          new Batch(context, context.getService(reference), log, output, out, err),
          FrameworkUtil.asDictionary(Map.of("main.thread", "true")));
    }

    @Override
    public void removedService(
        ServiceReference<CommandProcessor> reference, ServiceRegistration<?> batch) {
      batch.unregister();
      context.ungetService(reference);
    }
  }
}
