package org.alfheim.slf4j;

import java.lang.StackWalker.StackFrame;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.log.LoggerFactory;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/** A logger for each name and each bundle that asks for it. */
final class BundleLoggers implements ILoggerFactory {
  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private record Key(Bundle bundle, String name) {}

  private final Bundle own = FrameworkUtil.getBundle(BundleLoggers.class);
  private final Bundle api = FrameworkUtil.getBundle(Logger.class);
  private final Map<Key, Logger> loggers = new ConcurrentHashMap<>();
  private ServiceTracker<LoggerFactory, LoggerFactory> log;

  @Override
  public Logger getLogger(String name) {
    return loggers.computeIfAbsent(
        new Key(caller(), name), key -> new BundleLogger(key.name(), key.bundle(), this));
  }

  /** The bundle nearest on the stack that is neither this one nor that of the API. */
  private Bundle caller() {
    return CALLERS.walk(frames ->
        frames
            .map(StackFrame::getDeclaringClass)
            .map(FrameworkUtil::getBundle)
            .filter(Objects::nonNull)
            .filter(bundle -> !bundle.equals(own) && !bundle.equals(api))
            .findFirst()
            .orElse(own));
  }

  /** The log service; empty while there is none, or while this bundle is not active. */
  synchronized Optional<LoggerFactory> log() {
    if (own.getBundleContext() == null) {
      log = null;
      return Optional.empty();
    }
    if (log == null) {
      log = new ServiceTracker<>(own.getBundleContext(), LoggerFactory.class, null);
      log.open();
    }
    return Optional.ofNullable(log.getService());
  }
}
