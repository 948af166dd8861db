package org.alfheim.log;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * The Log Service, in the name of a bundle. While there is none, all but what is merely good to
 * know goes to the standard error: what fails has to be seen somewhere.
 */
public final class BundleLog implements Log {
  private final Bundle bundle;

  /**
   * The log of a bundle.
   *
   * @param bundle the bundle; the Log Service is asked for while that is starting or active
   */
  public BundleLog(Bundle bundle) {
    this.bundle = bundle;
  }

  private enum Severity {
    ERROR,
    WARNING,
    AUDIT,
    INFO
  }

  @Override
  public void error(String line) {
    write(Severity.ERROR, line);
  }

  @Override
  public void warn(String line) {
    write(Severity.WARNING, line);
  }

  @Override
  public void over(String line) {
    write(Severity.AUDIT, line);
  }

  @Override
  public void info(String line) {
    write(Severity.INFO, line);
  }

  private void write(Severity severity, String line) {
    if (!toService(severity, line) && severity != Severity.INFO) {
      System.err.println("alfheim: " + line);
    }
  }

  private boolean toService(Severity severity, String line) {
    BundleContext context = bundle.getBundleContext();
    try {
      return context != null && LogService.write(context, severity, line);
    } catch (NoClassDefFoundError | IllegalStateException none) {
      // Nobody has the package, or the bundle has stopped meanwhile.
      return false;
    }
  }

  /** A class of its own: it can't be loaded where nobody has the Log Service's package. */
  private static final class LogService {
    private LogService() {}

    static boolean write(BundleContext context, Severity severity, String line) {
      ServiceReference<LoggerFactory> reference = context.getServiceReference(LoggerFactory.class);
      LoggerFactory factory = reference == null ? null : context.getService(reference);
      if (factory == null) {
        return false;
      }
      write(
          factory.getLogger(context.getBundle(), BundleLog.class.getName(), Logger.class),
          severity,
          line);
      context.ungetService(reference);
      return true;
    }

    private static void write(Logger logger, Severity severity, String line) {
      switch (severity) {
        case ERROR -> logger.error("{}", line);
        case WARNING -> logger.warn("{}", line);
        case AUDIT -> logger.audit("{}", line);
        case INFO -> logger.info("{}", line);
      }
    }
  }
}
