package org.alfheim.policy;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Map;
import org.alfheim.log.Log;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedService;

/** Takes the configuration from Config Admin; without Config Admin, nobody loads this class. */
public final class ConfiguredPolicy implements ManagedService {
  private final BundleContext context;
  private final Log log;

  private ConfiguredPolicy(BundleContext context, Log log) {
    this.context = context;
    this.log = log;
  }

  /**
   * Waits for the configuration.
   *
   * @param context the bundle that the configuration belongs to
   * @param log what is told of it
   */
  public static void register(BundleContext context, Log log) {
    context.registerService(
        ManagedService.class,
        new ConfiguredPolicy(context, log),
        FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_PID, Policies.PID)));
  }

  @Override
  public void updated(Dictionary<String, ?> properties) throws ConfigurationException {
    try {
      if (!Policies.configure(context, properties, log)) {
        delete();
      }
    } catch (InvalidPolicyException invalid) {
      throw new ConfigurationException(invalid.key(), invalid.getMessage(), invalid);
    }
  }

  /** Deletes the configuration: File Install has not seen that its file went. */
  private void delete() {
    ServiceReference<ConfigurationAdmin> reference =
        context.getServiceReference(ConfigurationAdmin.class);
    ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
    if (admin == null) {
      return;
    }
    try {
      admin.getConfiguration(Policies.PID, null).delete();
    } catch (IOException kept) {
      log.error(
          Policies.PID + ": can't be deleted, although its file is gone: " + kept.getMessage());
    } finally {
      context.ungetService(reference);
    }
  }
}
