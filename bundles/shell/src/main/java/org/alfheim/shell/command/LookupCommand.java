package org.alfheim.shell.command;

import org.alfheim.plugin.Symbol;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:lookup}. */
public final class LookupCommand extends PluginCommand {
  /** The command over these surroundings. */
  public LookupCommand(Surroundings surroundings) {
    super(surroundings, new Usage("lookup", "PLUGIN NAME", 2, 2));
  }

  /**
   * Looks a symbol up.
   *
   * @param plugin which plugin
   * @param name the symbol's name
   * @return the symbol
   */
  @Descriptor("look a symbol up, as a service")
  public Symbol lookup(
      @Descriptor(PLUGIN) Object plugin,
      @Descriptor("the symbol's name; one of C++ or Rust also as people write it: 'ns::f(int)'")
          String name) {
    return plugins().lookup(plugins().find(plugin), name);
  }
}
