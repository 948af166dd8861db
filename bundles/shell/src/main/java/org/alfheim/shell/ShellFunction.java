package org.alfheim.shell;

import java.util.List;
import org.alfheim.deployer.PluginInstaller;
import org.alfheim.registry.PluginInventory;
import org.apache.felix.gogo.runtime.Reflective;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;

/**
 * One of the commands, as the shell calls it: checks what was typed before methods are searched for
 * it. It has all the methods of the commands because the shell's help reads descriptions there.
 */
final class ShellFunction extends PluginCommands implements Function {
  private final Usage usage;

  ShellFunction(
      BundleContext context, PluginInstaller installer, PluginInventory inventory, Usage usage) {
    super(context, installer, inventory);
    this.usage = usage;
  }

  @Override
  public Object execute(CommandSession session, List<Object> arguments) throws Exception {
    if (arguments.size() == 1 && "--help".equals(arguments.getFirst())) {
      return usage.toString();
    }
    if (!usage.allows(arguments)) {
      throw new RefusedException(usage.toString());
    }
    try {
      return Reflective.invoke(session, this, usage.command(), arguments);
    } catch (RefusedException e) {
      throw e;
    } catch (Exception e) {
      throw e.getMessage() == null ? e : new RefusedException(e);
    }
  }
}
