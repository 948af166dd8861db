/**
 * What a plugin bundle puts into the service registry, and a quick way to find it.
 *
 * <p>For each open image there is one {@link org.alfheim.plugin.Plugin} service; for its exported
 * symbols, by the policy that the bundle has chosen, {@link org.alfheim.plugin.Symbol} services;
 * and for each declared interface a service under the interface's name. {@link
 * org.alfheim.registry.PluginConstants} names their properties. {@link
 * org.alfheim.registry.SymbolDirectory} finds a symbol in all plugins, also one that is not a
 * service.
 *
 * <pre>{@code
 * @Reference(target = "(symbol.name=crc32)")
 * Symbol crc32;
 * }</pre>
 */
@Export
@Version("1.1.0")
package org.alfheim.registry;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
