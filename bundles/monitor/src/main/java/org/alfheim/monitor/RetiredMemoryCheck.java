package org.alfheim.monitor;

import java.util.List;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Warns when images that were updated away, or whose bundles are gone, hold more memory than is
 * configured. Only a new process gives it back.
 */
@Component(
    property = {
      HealthCheck.NAME + "=Retired native images",
      HealthCheck.TAGS + "=plugins",
      HealthCheck.MBEAN_NAME + "=retiredImages"
    })
@Designate(ocd = RetiredMemoryCheck.Limits.class)
public final class RetiredMemoryCheck implements HealthCheck {

  /** Where retired memory begins to be a matter of concern. */
  @ObjectClassDefinition(
      name = "Alfheim: retired native images",
      description = "How much memory retired images may hold before the health check says so.")
  public @interface Limits {
    /** {@return from how many bytes on the result is a warning} */
    @AttributeDefinition(name = "Warning", description = "in bytes of address space")
    long warn_bytes() default 64L << 20;

    /** {@return from how many bytes on it is critical} */
    @AttributeDefinition(name = "Critical", description = "in bytes of address space")
    long critical_bytes() default 1L << 30;
  }

  private final PluginInventory inventory;
  private final Limits limits;

  /**
   * For the runtime of Declarative Services.
   *
   * @param inventory knows the images
   * @param limits the configuration
   */
  @Activate
  public RetiredMemoryCheck(@Reference PluginInventory inventory, Limits limits) {
    this.inventory = inventory;
    this.limits = limits;
  }

  @Override
  public Result execute() {
    List<Image> retired =
        inventory.images().stream().filter(image -> image.state() == State.RETIRED).toList();
    long bytes = retired.stream().mapToLong(Image::size).sum();
    long held = retired.stream().mapToLong(Image::held).sum();
    FormattingResultLog log = new FormattingResultLog();
    String summary =
        "{} retired images hold {} bytes of address space, and {} of memory in the loader's files;"
            + " a new process gives them back";
    if (bytes >= limits.critical_bytes()) {
      log.critical(summary, retired.size(), bytes, held);
    } else if (bytes >= limits.warn_bytes()) {
      log.warn(summary, retired.size(), bytes, held);
    } else {
      log.info(
          "{} retired images hold {} bytes of address space, and {} of memory in the loader's files",
          retired.size(),
          bytes,
          held);
    }
    return new Result(log);
  }
}
