package org.alfheim.shell.command;

import java.util.List;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.alfheim.shell.plugins.OpenPlugins;
import org.alfheim.shell.plugins.PluginBundles;

/**
 * What the commands work on.
 *
 * @param plugins the plugins that are services
 * @param bundles installs and starts plugin bundles
 * @param inventory knows images that are retired, hosts of Go plugins, and failures
 */
public record Surroundings(OpenPlugins plugins, PluginBundles bundles, PluginInventory inventory) {

  /** The images that have the native methods of class loaders. */
  List<Image> natives() {
    return inventory.images().stream().filter(image -> image.state() == State.NATIVES).toList();
  }

  /** The hosts of Go runtimes. */
  List<Image> hosts() {
    return inventory.images().stream().filter(image -> image.hosting().isPresent()).toList();
  }
}
