package org.alfheim.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.alfheim.loader.Loader;
import org.alfheim.log.Log;
import org.alfheim.plugin.admission.Admission;
import org.osgi.framework.BundleContext;

/**
 * Where rules come from: the framework's properties, Config Admin, and files in the folders that
 * File Install watches. What the first say, what the second said in an earlier run, and what lies
 * there is in force before the first image is opened. They add up.
 */
public final class Policies {
  /** The PID of the configuration, and the prefix of the properties. */
  public static final String PID = "org.alfheim.policy";

  /**
   * The framework property that asks for a configuration: {@code required} keeps everything out
   * until there is one.
   */
  static final String CONFIGURATION = PID + ".configuration";

  private static final String OF_FRAMEWORK = PID + " of the framework properties";
  private static final String REQUIRED = "required";

  /** Where File Install writes into a configuration which file it was made of. */
  private static final String FILE = "felix.fileinstall.filename";

  private static final AtomicBoolean FRAMEWORK_READ = new AtomicBoolean();
  private static final AtomicLong CHANGES = new AtomicLong();
  private static final PolicyFolders FOLDERS = new PolicyFolders();
  private static boolean configurationRequired;

  /** What Config Admin has delivered. */
  private static Admission configured = Rules.NONE;

  private Policies() {}

  /**
   * Puts in force what is known before the first image is opened, if nobody has yet: the rules of
   * the framework's properties, those of files in the folders that File Install will watch, and
   * what Config Admin has delivered in an earlier run.
   *
   * @param context any bundle's
   * @return what there is to tell of them
   */
  public static synchronized List<Report> ofFramework(BundleContext context) {
    if (FRAMEWORK_READ.getAndSet(true)) {
      return List.of();
    }
    List<Report> reports = new ArrayList<>();
    ofProperties(context, reports);
    for (Path folder : folders(context)) {
      FOLDERS.add(folder);
    }
    reports.addAll(FOLDERS.look(context));
    configured = configurationRequired ? missing() : remembered(context, reports);
    putInForce();
    return reports;
  }

  private static Admission remembered(BundleContext context, List<Report> reports) {
    Optional<RememberedPolicy> memory = RememberedPolicy.of(context);
    if (memory.isEmpty() || memory.get().isEmpty()) {
      return Rules.NONE;
    }
    Admission remembered = memory.get().admission(file -> FOLDERS.have(file) || FOLDERS.miss(file));
    if (remembered.restricts()) {
      reports.add(Report.info(PID + " as an earlier run has left it: " + remembered));
    }
    return remembered;
  }

  /**
   * Puts the policies in force that lie as files in a folder, and in those that were named before,
   * as they are now.
   *
   * @param context any bundle's
   * @param folder the folder
   * @return what there is to tell of them, if anything has changed
   */
  public static synchronized List<Report> ofFolder(BundleContext context, Path folder) {
    FOLDERS.add(folder);
    List<Report> reports = FOLDERS.look(context);
    if (!reports.isEmpty()) {
      putInForce();
    }
    return reports;
  }

  /** The folders that the framework's properties have File Install watch, absolute. */
  public static List<Path> folders(BundleContext context) {
    return WatchedFolders.of(context);
  }

  /** Whether a file is meant as a policy, by its name. */
  public static boolean isFile(Path file) {
    return PolicyFile.isMeant(file);
  }

  /** How often what may be opened has changed. */
  public static long changes() {
    return CHANGES.get();
  }

  private static void putInForce() {
    List<Admission> all = new ArrayList<>(FOLDERS.admissions());
    all.addFirst(configured);
    Loader.admit(PID, new Joint(all));
    CHANGES.incrementAndGet();
  }

  private static void ofProperties(BundleContext context, List<Report> reports) {
    try {
      Map<Rule, List<String>> values = new EnumMap<>(Rule.class);
      for (Rule rule : Rule.values()) {
        String value = context.getProperty(PID + "." + rule.key());
        if (value != null && !value.isBlank()) {
          values.put(rule, list(value));
        }
      }
      checkNames();
      configurationRequired = isRequired(context.getProperty(CONFIGURATION));
      Rules rules = Rules.of(values);
      Loader.admit(OF_FRAMEWORK, rules);
      if (rules.restricts()) {
        reports.add(Report.info(OF_FRAMEWORK + ": " + rules));
      }
    } catch (InvalidPolicyException invalid) {
      Loader.admit(OF_FRAMEWORK, closed(invalid));
      reports.add(Report.error(OF_FRAMEWORK + ": nothing is opened: " + invalid.getMessage()));
    }
  }

  private static boolean isRequired(String value) throws InvalidPolicyException {
    if (value != null && !value.equals(REQUIRED)) {
      throw new InvalidPolicyException(
          CONFIGURATION, value + " is no value of it; there is only " + REQUIRED);
    }
    return value != null;
  }

  /** Those properties of the framework that are the system's can be seen without asking by name. */
  private static void checkNames() throws InvalidPolicyException {
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PID + ".")
          && !name.equals(CONFIGURATION)
          && Rule.of(name.substring(PID.length() + 1)).isEmpty()) {
        throw new InvalidPolicyException(name, "there is no such rule; there are " + Rule.keys());
      }
    }
  }

  private static Closed missing() {
    return new Closed(
        "the configuration "
            + PID
            + " has not come, and the framework property "
            + CONFIGURATION
            + " requires it");
  }

  private static Closed closed(InvalidPolicyException invalid) {
    return new Closed("it is not valid, so nothing is opened (" + invalid.getMessage() + ")");
  }

  /**
   * Puts the rules of a configuration in force for every open from now on, and keeps them for the
   * next run. One that is not valid keeps everything out.
   *
   * @param context any bundle's
   * @param properties the configuration; null where there is none
   * @param log told of what is in force now
   * @return whether there is anything to it; not if the file that it was made of is gone
   * @throws InvalidPolicyException if it is not valid
   */
  static synchronized boolean configure(
      BundleContext context, Dictionary<String, ?> properties, Log log)
      throws InvalidPolicyException {
    Optional<RememberedPolicy> memory = RememberedPolicy.of(context);
    Optional<String> file =
        Optional.ofNullable(properties == null ? null : properties.get(FILE))
            .filter(String.class::isInstance)
            .map(String.class::cast);
    boolean gone = file.filter(FOLDERS::miss).isPresent();
    if (properties == null || gone) {
      configured = configurationRequired ? missing() : Rules.NONE;
      putInForce();
      keep(memory, RememberedPolicy::forget, log);
      log.info(PID + ": " + (configurationRequired ? missing().reason() : Rules.NONE.toString()));
      return !gone;
    }
    boolean known = file.filter(FOLDERS::have).isPresent();
    try {
      Rules rules = rules(properties);
      configured = known ? Rules.NONE : rules;
      putInForce();
      keep(memory, kept -> kept.keep(file, rules), log);
      log.info(PID + ": " + rules);
      return true;
    } catch (InvalidPolicyException invalid) {
      Closed closed = closed(invalid);
      configured = known ? Rules.NONE : closed;
      putInForce();
      keep(memory, kept -> kept.keep(file, closed), log);
      if (known) {
        return true; // It was told when the file was read.
      }
      log.error(PID + ": nothing is opened: " + invalid.getMessage());
      throw invalid;
    }
  }

  private interface Change {
    void make(RememberedPolicy memory) throws IOException;
  }

  private static void keep(Optional<RememberedPolicy> memory, Change change, Log log) {
    try {
      if (memory.isPresent()) {
        change.make(memory.get());
      }
    } catch (IOException unwritable) {
      log.error(
          PID
              + ": can't be kept for the next start of the framework, whose plugins may be opened"
              + " before Config Admin delivers it: "
              + unwritable.getMessage());
    }
  }

  static Rules rules(Dictionary<String, ?> properties) throws InvalidPolicyException {
    Map<Rule, List<String>> values = new EnumMap<>(Rule.class);
    for (String key : Collections.list(properties.keys())) {
      if (isNoRule(key)) {
        continue;
      }
      Rule rule =
          Rule.of(key)
              .orElseThrow(() ->
                  new InvalidPolicyException(
                      key, "there is no such rule; there are " + Rule.keys()));
      values.put(rule, values(key, properties.get(key)));
    }
    return Rules.of(values);
  }

  /** What Config Admin, File Install and others add for themselves. */
  private static boolean isNoRule(String key) {
    return key.startsWith("service.")
        || key.startsWith("component.")
        || key.startsWith("felix.fileinstall.")
        || key.startsWith(".")
        || key.startsWith(":");
  }

  private static List<String> values(String key, Object value) throws InvalidPolicyException {
    return switch (value) {
      case String text when text.isBlank() -> List.of();
      // A list in File Install's notation that is not ended is one text to it.
      case String text when "[({\"".indexOf(text.strip().charAt(0)) >= 0 ->
          throw new InvalidPolicyException(key, text.strip() + " is no list that is whole");
      case String text -> list(text);
      case String[] texts -> Arrays.asList(texts);
      case Collection<?> texts when texts.stream().allMatch(String.class::isInstance) ->
          texts.stream().map(String.class::cast).toList();
      default ->
          throw new InvalidPolicyException(
              key, "its value is no text and no list of texts but " + value.getClass().getName());
    };
  }

  private static List<String> list(String value) {
    return new ArrayList<>(Arrays.asList(value.split(",", -1)));
  }

  /**
   * A line for the log.
   *
   * @param failure whether it tells of one
   * @param line the line
   */
  public record Report(boolean failure, String line) {
    /** Writes it. */
    public void to(Log log) {
      if (failure) {
        log.error(line);
      } else {
        log.info(line);
      }
    }

    static Report info(String line) {
      return new Report(false, line);
    }

    static Report error(String line) {
      return new Report(true, line);
    }
  }
}
