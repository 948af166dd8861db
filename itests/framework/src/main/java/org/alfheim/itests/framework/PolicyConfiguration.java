package org.alfheim.itests.framework;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** The policy, configured through Config Admin; what it says is awaited by what it logs. */
final class PolicyConfiguration implements AutoCloseable {
  private static final String PID = "org.alfheim.policy";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ConfigurationAdmin configurations;
  private final Bundle activator;
  private final LogReaderService reader;

  PolicyConfiguration(
      BundleContext context, ConfigurationAdmin configurations, LogReaderService reader) {
    this.configurations = configurations;
    this.reader = reader;
    this.activator =
        Arrays.stream(context.getBundles())
            .filter(bundle -> "org.alfheim.activator".equals(bundle.getSymbolicName()))
            .findFirst()
            .orElseThrow();
  }

  private interface Change {
    void make() throws IOException;
  }

  /** Puts rules in force, and gives what is logged of them. */
  String set(Map<String, ?> rules) throws IOException {
    Configuration configuration = configurations.getConfiguration(PID, "?");
    return awaited(() -> configuration.update(FrameworkUtil.asDictionary(Map.copyOf(rules))));
  }

  String set(String rule, String... values) throws IOException {
    return set(Map.of(rule, values));
  }

  private String awaited(Change change) throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    LogListener listener =
        (LogEntry entry) -> {
          if (activator.equals(entry.getBundle()) && entry.getMessage().startsWith(PID + ": ")) {
            lines.add(entry.getMessage());
          }
        };
    reader.addLogListener(listener);
    try {
      change.make();
      Waiting.until(PATIENCE, "the policy", () -> !lines.isEmpty());
      return lines.getLast();
    } finally {
      reader.removeLogListener(listener);
    }
  }

  /** Everything may be opened again. */
  @Override
  public void close() throws IOException, InvalidSyntaxException {
    Configuration[] there = configurations.listConfigurations("(service.pid=" + PID + ")");
    if (there != null) {
      awaited(there[0]::delete);
    }
  }
}
