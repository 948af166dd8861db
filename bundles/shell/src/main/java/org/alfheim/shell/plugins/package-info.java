/**
 * The plugins that commands work on.
 *
 * <p>{@link org.alfheim.shell.plugins.OpenPlugins} finds the services, by any of a plugin's names,
 * and says what there is where it finds none; {@link org.alfheim.shell.plugins.PluginBundles}
 * installs and starts the bundle of a file or of a URL. {@link
 * org.alfheim.shell.plugins.AddressSearch} and {@link org.alfheim.shell.plugins.PlanRequest} answer
 * what lies at an address, and what an open would do.
 */
package org.alfheim.shell.plugins;
