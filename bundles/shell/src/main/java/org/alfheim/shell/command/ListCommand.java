package org.alfheim.shell.command;

import java.util.List;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.shell.plugins.OpenPlugin;
import org.alfheim.shell.text.ImageTable;
import org.alfheim.shell.text.Listing;
import org.alfheim.shell.text.PluginTables;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:list}. */
public final class ListCommand extends PluginCommand {
  /** The command over these surroundings. */
  public ListCommand(Surroundings surroundings) {
    super(surroundings, new Usage("list", "", 0, 0));
  }

  /**
   * All plugins that are services. A person reads, too, which images have native methods.
   *
   * @return the plugins, in the order of their bundles
   */
  @Descriptor("list the plugins that are open")
  public List<Plugin> list() {
    List<OpenPlugin> all = plugins().all();
    List<Image> hosts = surroundings().hosts();
    List<Image> natives = surroundings().natives();
    return new Listing<>(
        all.stream().map(OpenPlugin::plugin).toList(),
        _ ->
            PluginTables.plugins(all, hosts)
                + (natives.isEmpty() ? "" : "\n\n" + ImageTable.natives(natives)));
  }
}
