package org.alfheim.policy;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import org.alfheim.plugin.admission.Admission;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * What Config Admin has delivered last, kept from one run of the framework to the next: plugins may
 * start before Config Admin does.
 *
 * @param file where it is kept
 */
record RememberedPolicy(Path file) {
  private static final String INVALID = "invalid";
  private static final String SOURCE = "file";

  /** That of a framework, in the framework's own storage; nothing where it has none. */
  static Optional<RememberedPolicy> of(BundleContext context) {
    Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    BundleContext its = framework == null ? null : framework.getBundleContext();
    File data = its == null ? null : its.getDataFile(Policies.PID);
    return data == null ? Optional.empty() : Optional.of(new RememberedPolicy(data.toPath()));
  }

  /** Whether nothing is remembered. */
  boolean isEmpty() {
    return !Files.exists(file);
  }

  /**
   * What is remembered; no rules if nothing is.
   *
   * @param overtaken tells of a file, from which a configuration came, that it is known itself
   */
  Admission admission(Predicate<String> overtaken) {
    if (isEmpty()) {
      return Rules.NONE;
    }
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
      String source = kept.getProperty(SOURCE);
      if (source != null && overtaken.test(source)) {
        return Rules.NONE;
      }
      String invalid = kept.getProperty(INVALID);
      return invalid == null ? Rules.of(values(kept)) : new Closed(invalid);
    } catch (IOException | IllegalArgumentException | InvalidPolicyException damaged) {
      return new Closed(
          "what it was in an earlier run can't be read from " + file + " (" + damaged + ")");
    }
  }

  /** Values are numbered: one may hold any character. */
  private static Map<Rule, List<String>> values(Properties kept) {
    Map<Rule, List<String>> values = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      List<String> its = new ArrayList<>();
      for (String value = kept.getProperty(key(rule, 0));
          value != null;
          value = kept.getProperty(key(rule, its.size()))) {
        its.add(value);
      }
      if (!its.isEmpty()) {
        values.put(rule, its);
      }
    }
    return values;
  }

  private static String key(Rule rule, int number) {
    return rule.key() + "." + number;
  }

  /**
   * Keeps what a configuration says.
   *
   * @param source the file that it came from, if it did
   */
  void keep(Optional<String> source, Admission policy) throws IOException {
    Properties properties = new Properties();
    source.ifPresent(from -> properties.setProperty(SOURCE, from));
    switch (policy) {
      case Closed closed -> properties.setProperty(INVALID, closed.reason());
      case Rules rules ->
          rules
              .values()
              .forEach((rule, values) -> {
                for (int i = 0; i < values.size(); i++) {
                  properties.setProperty(key(rule, i), values.get(i));
                }
              });
      default -> throw new IllegalArgumentException(String.valueOf(policy));
    }
    write(properties);
  }

  /** Whole or not at all. */
  private void write(Properties properties) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (Writer writer = Files.newBufferedWriter(next)) {
      properties.store(writer, null);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }
}
