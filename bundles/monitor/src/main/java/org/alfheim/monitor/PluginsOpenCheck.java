package org.alfheim.monitor;

import java.util.List;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Failure;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Critical while there is a plugin bundle that did not start; says which, and why. */
@Component(
    property = {
      HealthCheck.NAME + "=Native plugins open",
      HealthCheck.TAGS + "=plugins",
      HealthCheck.MBEAN_NAME + "=pluginsOpen"
    })
public final class PluginsOpenCheck implements HealthCheck {
  private final PluginInventory inventory;

  /**
   * For the runtime of Declarative Services.
   *
   * @param inventory knows the failures
   */
  @Activate
  public PluginsOpenCheck(@Reference PluginInventory inventory) {
    this.inventory = inventory;
  }

  @Override
  public Result execute() {
    List<Failure> failures = inventory.failures();
    FormattingResultLog log = new FormattingResultLog();
    for (Failure failure : failures) {
      log.critical(
          "{} [{}] did not start at {}: {}",
          failure.holder().symbolicName(),
          failure.holder().bundle(),
          failure.time(),
          failure.message());
    }
    if (failures.isEmpty()) {
      long active =
          inventory.images().stream()
              .filter(image -> image.state() == PluginInventory.State.ACTIVE)
              .count();
      log.info("every plugin bundle that was started is open: {} plugins", active);
    }
    return new Result(log);
  }
}
