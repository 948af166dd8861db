package org.alfheim.itests.framework;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** What is logged from now on. */
final class Log implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LogReaderService reader;
  private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
  private final LogListener listener = entries::add;

  Log(LogReaderService reader) {
    this.reader = reader;
    reader.addLogListener(listener);
  }

  @Override
  public void close() {
    reader.removeLogListener(listener);
  }

  /** The lines of a bundle at a level, once there is one with this text. */
  List<String> lines(Bundle bundle, LogLevel level, String text) {
    Waiting.until(
        PATIENCE,
        "a log line with " + text,
        () -> lines(bundle, level).stream().anyMatch(line -> line.contains(text)));
    return lines(bundle, level).stream().filter(line -> line.contains(text)).toList();
  }

  List<String> lines(Bundle bundle, LogLevel level) {
    return entries.stream()
        .filter(entry -> entry.getBundle().equals(bundle) && entry.getLogLevel() == level)
        .map(LogEntry::getMessage)
        .toList();
  }
}
