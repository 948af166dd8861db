package org.alfheim.container;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Shows what bundles log as a warning or an error to the person who runs the container, a line
 * each.
 */
final class LogLines extends ServiceTracker<LogReaderService, LogReaderService>
    implements LogListener {

  private final PrintStream out;
  private long shown = -1;

  LogLines(BundleContext context, PrintStream out) {
    super(context, LogReaderService.class, null);
    this.out = out;
  }

  @Override
  public LogReaderService addingService(ServiceReference<LogReaderService> reference) {
    LogReaderService reader = super.addingService(reference);
    reader.addLogListener(this);
    show(reader);
    return reader;
  }

  /** Shows what has been logged up to now: the log service tells its listeners later. */
  void catchUp() {
    LogReaderService reader = getService();
    if (reader != null) {
      show(reader);
    }
  }

  @Override
  public synchronized void logged(LogEntry entry) {
    if (entry.getSequence() <= shown) {
      return;
    }
    shown = entry.getSequence();
    // What the framework reports is told by the launcher.
    if (LogLevel.WARN.implies(entry.getLogLevel())
        && !entry.getLoggerName().startsWith("Events.")) {
      out.println("alfheim: " + line(entry));
    }
  }

  private synchronized void show(LogReaderService reader) {
    List<LogEntry> entries = new ArrayList<>(Collections.list(reader.getLog()));
    for (LogEntry entry : entries.reversed()) {
      logged(entry);
    }
  }

  private static String line(LogEntry entry) {
    String message = entry.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    if (entry.getException() == null) {
      return message;
    }
    String reason = FailureLine.of(entry.getException());
    return message.contains(reason) ? message : message + ": " + reason;
  }
}
