package org.alfheim.shell.command;

import java.util.List;
import org.alfheim.names.DemangledName;
import org.alfheim.names.NamePattern;
import org.alfheim.plugin.Symbol;
import org.alfheim.shell.text.Listing;
import org.alfheim.shell.text.PluginTables;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:symbols}. */
public final class SymbolsCommand extends PluginCommand {
  /** The command over these surroundings. */
  public SymbolsCommand(Surroundings surroundings) {
    super(surroundings, new Usage("symbols", "PLUGIN [PATTERN]", 1, 2));
  }

  /**
   * The symbols that a plugin exports.
   *
   * @param plugin which plugin
   * @param pattern a name with {@code *} and {@code ?}, or a part of names, as the image has them
   *     or as people write them; nothing for all
   * @return the symbols, in the order of their names
   */
  @Descriptor("list the symbols that a plugin exports, all or those whose names fit a pattern")
  public List<Symbol> symbols(
      @Descriptor(PLUGIN) Object plugin,
      @Descriptor("a name with * and ? (in quotes), or a part of names; may be left out")
          String... pattern) {
    List<Symbol> all = plugins().find(plugin).plugin().symbols();
    if (pattern.length == 0) {
      return new Listing<>(all, PluginTables::symbols);
    }
    NamePattern names = NamePattern.search(pattern[0]);
    return new Listing<>(
        all.stream()
            .filter(symbol ->
                names.test(symbol.name())
                    || DemangledName.of(symbol.name()).filter(names).isPresent())
            .toList(),
        PluginTables::symbols);
  }
}
