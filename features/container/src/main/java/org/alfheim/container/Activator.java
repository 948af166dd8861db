package org.alfheim.container;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Adds the container's commands to the shell, and offers to run those that the container was
 * started with.
 */
public final class Activator implements BundleActivator {

  private ServiceTracker<CommandProcessor, ?> shells;

  /** Called by the framework. */
  @Override
  public void start(BundleContext context) {
    new FrameworkCommands(context).register();
    boolean interactive =
        Boolean.parseBoolean(context.getProperty("org.alfheim.container.interactive"));
    if (!interactive) {
      shells = new Shells(context);
      shells.open();
    }
  }

  /** Called by the framework, which withdraws what was registered. */
  @Override
  public void stop(BundleContext context) {
    if (shells != null) {
      shells.close();
    }
  }

  /** Where there is a shell, there is somebody who can run commands. */
  private static final class Shells extends ServiceTracker<CommandProcessor, Object> {

    Shells(BundleContext context) {
      super(context, CommandProcessor.class, null);
    }

    @Override
    public Object addingService(ServiceReference<CommandProcessor> reference) {
      return context.registerService(
          Callable.class,
          new Batch(context, context.getService(reference)),
          FrameworkUtil.asDictionary(Map.of("main.thread", "true")));
    }
  }
}
