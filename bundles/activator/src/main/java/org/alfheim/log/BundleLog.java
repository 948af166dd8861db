package org.alfheim.registry.internal;

import java.util.function.Consumer;
import org.alfheim.policy.Policies;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** The log, in the name of a bundle; without a log service nothing is written. */
public final class BundleLog {
  private final Bundle bundle;

  /**
   * The log of a bundle.
   *
   * @param bundle a bundle that is starting or active
   */
  public BundleLog(Bundle bundle) {
    this.bundle = bundle;
  }

  /**
   * Writes a warning.
   *
   * @param format the text, with {@code {}} for each argument
   * @param arguments the arguments
   */
  public void warn(String format, Object... arguments) {
    write(logger -> logger.warn(format, arguments));
  }

  /**
   * Writes what is good to know.
   *
   * @param format the text, with {@code {}} for each argument
   * @param arguments the arguments
   */
  public void info(String format, Object... arguments) {
    write(logger -> logger.info(format, arguments));
  }

  /**
   * Writes what there is to tell of the policy.
   *
   * @param report the report; one without a line is not written
   */
  public void report(Policies.Report report) {
    if (report.failure()) {
      write(logger -> logger.error("{}", report.line()));
    } else if (!report.line().isEmpty()) {
      info("{}", report.line());
    }
  }

  private void write(Consumer<Logger> message) {
    BundleContext context = bundle.getBundleContext();
    if (context == null) {
      return; // The bundle has stopped.
    }
    ServiceReference<LoggerFactory> reference = context.getServiceReference(LoggerFactory.class);
    if (reference != null) {
      LoggerFactory factory = context.getService(reference);
      if (factory != null) {
        message.accept(factory.getLogger(bundle, BundleLog.class.getName(), Logger.class));
        context.ungetService(reference);
      }
    }
  }
}
