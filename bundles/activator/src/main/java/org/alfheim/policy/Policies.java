package org.alfheim.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.alfheim.plugin.Admission;
import org.osgi.framework.BundleContext;

/**
 * Where rules come from: the framework's properties, which are in force before the first image is
 * opened, and Config Admin. The two add up.
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

  private static final AtomicBoolean FRAMEWORK_READ = new AtomicBoolean();
  private static volatile boolean configurationRequired;

  private Policies() {}

  /**
   * Puts the rules of the framework's properties in force, if nobody has yet.
   *
   * @param context any bundle's
   * @return what there is to tell of them
   */
  public static synchronized Report ofFramework(BundleContext context) {
    if (FRAMEWORK_READ.getAndSet(true)) {
      return Report.NOTHING;
    }
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
      Admission.install(OF_FRAMEWORK, rules);
      if (configurationRequired) {
        Admission.install(PID, missing());
      }
      return rules.restricts() ? Report.info(OF_FRAMEWORK + ": " + rules) : Report.NOTHING;
    } catch (InvalidPolicyException invalid) {
      Admission.install(OF_FRAMEWORK, closed(invalid));
      return Report.error(OF_FRAMEWORK + ": nothing is opened: " + invalid.getMessage());
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
   * Puts the rules of a configuration in force for every open from now on. One that is not valid
   * keeps everything out.
   *
   * @param properties the configuration; null where there is none
   * @return what is in force now
   * @throws InvalidPolicyException if it is not valid
   */
  static String configure(Dictionary<String, ?> properties) throws InvalidPolicyException {
    if (properties == null) {
      Admission.install(PID, configurationRequired ? missing() : Rules.NONE);
      return configurationRequired ? missing().reason() : Rules.NONE.toString();
    }
    try {
      Rules rules = rules(properties);
      Admission.install(PID, rules);
      return rules.toString();
    } catch (InvalidPolicyException invalid) {
      Admission.install(PID, closed(invalid));
      throw invalid;
    }
  }

  private static Rules rules(Dictionary<String, ?> properties) throws InvalidPolicyException {
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
      case String text -> text.isBlank() ? List.of() : list(text);
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
   * @param line the line; empty where there is nothing to tell
   */
  public record Report(boolean failure, String line) {
    static final Report NOTHING = new Report(false, "");

    static Report info(String line) {
      return new Report(false, line);
    }

    static Report error(String line) {
      return new Report(true, line);
    }
  }
}
