package org.alfheim.shell.command;

import org.alfheim.registry.PluginInventory;
import org.alfheim.shell.plugins.OpenPlugins;
import org.alfheim.shell.plugins.PluginBundles;

/**
 * What the commands work on.
 *
 * @param plugins the plugins that are services
 * @param bundles installs and starts plugin bundles
 * @param inventory knows images that are retired, and failures
 */
public record Surroundings(OpenPlugins plugins, PluginBundles bundles, PluginInventory inventory) {}
