/**
 * Native plugins and their symbols: Go's package {@code plugin} for the JVM.
 *
 * <p>{@link org.alfheim.loader.Loader#open(java.nio.file.Path)} opens a plugin, or an OSGi bundle
 * does when it is started. {@link org.alfheim.plugin.Plugin#lookup} finds a symbol; {@link
 * org.alfheim.plugin.Symbol} gives it a type; {@link org.alfheim.plugin.Plugin#bind} lays a Java
 * interface over the whole plugin:
 *
 * {@snippet file="ZlibContract.java" region="contract"}
 *
 * {@snippet file="ZlibContract.java" region="bind"}
 *
 * <p>A {@link org.alfheim.plugin.Plugin} may live anywhere. What only one in this process has, such
 * as addresses, is in {@link org.alfheim.plugin.LocalPlugin} and {@link
 * org.alfheim.plugin.LocalSymbol}.
 *
 * <p>What can go wrong is a {@link org.alfheim.plugin.PluginException}; each of its subtypes is one
 * demand that was not met.
 */
@Export
@Version("1.1.0")
package org.alfheim.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
