package org.alfheim.shell;

import org.alfheim.registry.PluginInventory;

/**
 * What the commands work on.
 *
 * @param plugins the plugins that are services
 * @param bundles installs and starts plugin bundles
 * @param inventory knows images that are retired, and failures
 */
record Surroundings(OpenPlugins plugins, PluginBundles bundles, PluginInventory inventory) {}
