package org.alfheim.policy;

import java.util.Dictionary;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedService;

/** Takes the configuration from Config Admin; without Config Admin, nobody loads this class. */
public final class ConfiguredPolicy implements ManagedService {
  private final Consumer<Policies.Report> log;

  private ConfiguredPolicy(Consumer<Policies.Report> log) {
    this.log = log;
  }

  /**
   * Waits for the configuration.
   *
   * @param context the bundle that the configuration belongs to
   * @param log what is told of it
   */
  public static void register(BundleContext context, Consumer<Policies.Report> log) {
    context.registerService(
        ManagedService.class,
        new ConfiguredPolicy(log),
        FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_PID, Policies.PID)));
  }

  @Override
  public void updated(Dictionary<String, ?> properties) throws ConfigurationException {
    try {
      log.accept(Policies.Report.info(Policies.PID + ": " + Policies.configure(properties)));
    } catch (InvalidPolicyException invalid) {
      log.accept(
          Policies.Report.error(Policies.PID + ": nothing is opened: " + invalid.getMessage()));
      throw new ConfigurationException(invalid.key(), invalid.getMessage(), invalid);
    }
  }
}
