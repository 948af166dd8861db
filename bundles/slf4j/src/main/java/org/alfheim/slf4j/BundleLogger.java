package org.alfheim.slf4j;

import org.osgi.framework.Bundle;
import org.osgi.service.log.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes to the log service in the name of a bundle. While there is none, nothing is enabled. */
final class BundleLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  private final transient Bundle bundle;
  private final transient BundleLoggers loggers;

  BundleLogger(String name, Bundle bundle, BundleLoggers loggers) {
    this.name = name;
    this.bundle = bundle;
    this.loggers = loggers;
  }

  private Logger target() {
    return loggers.log().map(log -> log.getLogger(bundle, name, Logger.class)).orElse(null);
  }

  private boolean isEnabled(Level level) {
    Logger target = target();
    return target != null
        && switch (level) {
          case ERROR -> target.isErrorEnabled();
          case WARN -> target.isWarnEnabled();
          case INFO -> target.isInfoEnabled();
          case DEBUG -> target.isDebugEnabled();
          case TRACE -> target.isTraceEnabled();
        };
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
    Logger target = target();
    if (target == null) {
      return;
    }
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    switch (level) {
      case ERROR -> target.error("{}", message, failure);
      case WARN -> target.warn("{}", message, failure);
      case INFO -> target.info("{}", message, failure);
      case DEBUG -> target.debug("{}", message, failure);
      case TRACE -> target.trace("{}", message, failure);
    }
  }
}
