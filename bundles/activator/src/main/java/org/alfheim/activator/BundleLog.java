package org.alfheim.activator;

import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** The log, in the name of a plugin bundle; without a log service nothing is written. */
final class BundleLog {
  private final Bundle bundle;

  BundleLog(Bundle bundle) {
    this.bundle = bundle;
  }

  void warn(String format, Object... arguments) {
    write(logger -> logger.warn(format, arguments));
  }

  void info(String format, Object... arguments) {
    write(logger -> logger.info(format, arguments));
  }

  private void write(Consumer<Logger> message) {
    BundleContext context = bundle.getBundleContext();
    ServiceReference<LoggerFactory> reference = context.getServiceReference(LoggerFactory.class);
    if (reference != null) {
      LoggerFactory factory = context.getService(reference);
      if (factory != null) {
        message.accept(factory.getLogger(bundle, PluginActivator.class.getName(), Logger.class));
        context.ungetService(reference);
      }
    }
  }
}
