package org.alfheim.monitor;

import java.util.List;
import org.alfheim.plugin.ResourceException;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Failure;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns when plugins have taken most of the room that the C library keeps for static thread-local
 * storage, and is critical when one was refused for want of it. The C library does not tell how
 * much is left: the reserve is what its documentation says, and other libraries of the process take
 * from it, too.
 */
@Component(
    property = {
      HealthCheck.NAME + "=Static thread-local storage",
      HealthCheck.TAGS + "=plugins",
      HealthCheck.MBEAN_NAME + "=staticTls"
    })
public final class StaticTlsCheck implements HealthCheck {
  private final PluginInventory inventory;
  private final StaticTls staticTls;

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   * @param inventory knows the failures
   */
  @Activate
  public StaticTlsCheck(BundleContext context, @Reference PluginInventory inventory) {
    this.inventory = inventory;
    this.staticTls = new StaticTls(context);
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    List<Failure> spent =
        inventory.failures().stream().filter(StaticTlsCheck::isForWantOfRoom).toList();
    for (Failure failure : spent) {
      log.critical("{}", failure.message());
    }
    long used = staticTls.used();
    long reserve = StaticTls.reserve(System.getenv("GLIBC_TUNABLES"));
    if (used * 4 >= reserve * 3) {
      log.warn(
          "plugins take {} of about {} bytes of static thread-local storage; a process that is started with "
              + "GLIBC_TUNABLES=glibc.rtld.optional_static_tls={} has room for more",
          used,
          reserve,
          4 * reserve);
    } else {
      log.info("plugins take {} of about {} bytes", used, reserve);
    }
    return new Result(log);
  }

  private static boolean isForWantOfRoom(Failure failure) {
    for (Throwable cause = failure.cause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ResourceException
          && cause.getMessage().contains("static thread-local")) {
        return true;
      }
    }
    return false;
  }
}
