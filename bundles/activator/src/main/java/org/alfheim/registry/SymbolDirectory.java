package org.alfheim.registry;

import java.util.Optional;
import org.alfheim.plugin.Symbol;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds symbols in all plugins that are services now, whether or not the symbols themselves are.
 *
 * <p>A framework answers a lookup with a filter by looking at every service of the class. The
 * directory asks the plugins' own hash tables instead: its time does not grow with the number of
 * symbols, and a symbol that was found once is found again by one probe. What it returns is the
 * symbol of a plugin whose bundle was active at that moment; whoever must know when it goes away
 * tracks the service.
 */
@ProviderType
public interface SymbolDirectory {
  /**
   * The symbol of a name. Where several plugins export it, the plugin whose service comes first
   * wins: the higher {@code service.ranking}, then the lower {@code service.id}.
   *
   * @param name a symbol's name
   * @return the symbol, or empty if no plugin exports it
   */
  Optional<Symbol> find(String name);

  /**
   * The symbol of a name in one plugin.
   *
   * @param plugin the plugin's name: the property {@link PluginConstants#PLUGIN_NAME} of its
   *     service; of several, the first as above
   * @param name a symbol's name
   * @return the symbol, or empty if there is no such plugin, or it does not export it
   */
  Optional<Symbol> find(String plugin, String name);
}
