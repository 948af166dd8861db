package org.alfheim.shell;

import java.util.List;
import java.util.Map;
import org.alfheim.deployer.PluginInstaller;
import org.alfheim.registry.PluginInventory;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Puts each command into the scope {@value #NAME} of the shell. */
@Component(
    service = {},
    immediate = true)
public final class PluginScope {
  static final String NAME = "plugin";

  private static final List<Usage> USAGES =
      List.of(
          new Usage("open", "[--waive NAME[,NAME]] LOCATION", 1, 1),
          new Usage("list", "", 0, 0),
          new Usage("retired", "", 0, 0),
          new Usage("failures", "", 0, 0),
          new Usage("symbols", "PLUGIN [PATTERN]", 1, 2),
          new Usage("lookup", "PLUGIN NAME", 2, 2),
          new Usage("get", "PLUGIN 'DECLARATION'", 2, 2),
          new Usage("set", "PLUGIN 'DECLARATION' VALUE", 3, 3),
          new Usage("call", "PLUGIN 'PROTOTYPE' [ARGUMENT]...", 2, Integer.MAX_VALUE),
          new Usage("where", "ADDRESS", 1, 1),
          new Usage("plan", "FILE", 1, 1));

  private final List<ServiceRegistration<Function>> commands;

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   * @param installer makes bundles of bare files
   * @param inventory knows images that are retired, and failures
   */
  @Activate
  public PluginScope(
      BundleContext context,
      @Reference PluginInstaller installer,
      @Reference PluginInventory inventory) {
    this.commands =
        USAGES.stream()
            .map(usage ->
                context.registerService(
                    Function.class,
                    new ShellFunction(context, installer, inventory, usage),
                    FrameworkUtil.asDictionary(
                        Map.of(
                            CommandProcessor.COMMAND_SCOPE,
                            NAME,
                            CommandProcessor.COMMAND_FUNCTION,
                            usage.command()))))
            .toList();
  }

  @Deactivate
  void withdraw() {
    commands.forEach(ServiceRegistration::unregister);
  }
}
