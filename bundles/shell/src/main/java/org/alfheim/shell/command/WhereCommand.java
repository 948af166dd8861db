package org.alfheim.shell.command;

import org.alfheim.loader.Loader;
import org.alfheim.shell.plugins.AddressSearch;
import org.alfheim.text.Visible;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:where}. */
public final class WhereCommand extends PluginCommand {
  /** The command over these surroundings. */
  public WhereCommand(Surroundings surroundings) {
    super(surroundings, new Usage("where", "ADDRESS", 1, 1));
  }

  /**
   * Which symbol of which plugin, or which host of a Go runtime, lies at an address.
   *
   * @param address a number, hexadecimal behind {@code 0x}
   * @return one line
   */
  @Descriptor("find the plugin and the symbol at an address")
  public String where(@Descriptor("an address, such as 0x7f3a10") String address) {
    return Visible.of(new AddressSearch(plugins().all(), Loader.goHosts()).describe(address));
  }
}
