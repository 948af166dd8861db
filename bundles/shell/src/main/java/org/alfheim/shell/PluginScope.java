package org.alfheim.shell;

import java.util.List;
import java.util.Map;
import org.alfheim.deployer.PluginInstaller;
import org.alfheim.registry.PluginInventory;
import org.alfheim.shell.command.CallCommand;
import org.alfheim.shell.command.FailuresCommand;
import org.alfheim.shell.command.GetCommand;
import org.alfheim.shell.command.ListCommand;
import org.alfheim.shell.command.LookupCommand;
import org.alfheim.shell.command.OpenCommand;
import org.alfheim.shell.command.PlanCommand;
import org.alfheim.shell.command.PluginCommand;
import org.alfheim.shell.command.RetiredCommand;
import org.alfheim.shell.command.SetCommand;
import org.alfheim.shell.command.Surroundings;
import org.alfheim.shell.command.SymbolsCommand;
import org.alfheim.shell.command.Usage;
import org.alfheim.shell.command.WhereCommand;
import org.alfheim.shell.plugins.OpenPlugins;
import org.alfheim.shell.plugins.PluginBundles;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Puts each command into the scope {@value Usage#SCOPE} of the shell. */
@Component(
    service = {},
    immediate = true)
public final class PluginScope {
  private static final List<java.util.function.Function<Surroundings, PluginCommand>> COMMANDS =
      List.of(
          OpenCommand::new,
          ListCommand::new,
          RetiredCommand::new,
          FailuresCommand::new,
          SymbolsCommand::new,
          LookupCommand::new,
          GetCommand::new,
          SetCommand::new,
          CallCommand::new,
          WhereCommand::new,
          PlanCommand::new);

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
    Surroundings surroundings =
        new Surroundings(
            new OpenPlugins(context), new PluginBundles(context, installer, inventory), inventory);
    this.commands =
        COMMANDS.stream().map(command -> register(context, command.apply(surroundings))).toList();
  }

  private static ServiceRegistration<Function> register(
      BundleContext context, PluginCommand command) {
    return context.registerService(
        Function.class,
        command,
        FrameworkUtil.asDictionary(
            Map.of(
                CommandProcessor.COMMAND_SCOPE,
                Usage.SCOPE,
                CommandProcessor.COMMAND_FUNCTION,
                command.usage().command())));
  }

  @Deactivate
  void withdraw() {
    commands.forEach(ServiceRegistration::unregister);
  }
}
