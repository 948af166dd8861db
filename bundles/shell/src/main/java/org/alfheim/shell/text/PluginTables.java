package org.alfheim.shell.text;

import java.util.List;
import java.util.OptionalLong;
import org.alfheim.plugin.Symbol;
import org.alfheim.shell.plugins.AddressSearch;
import org.alfheim.shell.plugins.OpenPlugin;
import org.alfheim.text.Table;

/** Lists as tables. */
public final class PluginTables {
  private PluginTables() {}

  /** Plugins that are open. */
  public static String plugins(List<OpenPlugin> plugins) {
    if (plugins.isEmpty()) {
      return "no plugin is open";
    }
    Table table = new Table("BUNDLE", "NAME", "VERSION", "SYMBOLS", "LOCATION");
    for (OpenPlugin open : plugins) {
      table.row(
          open.bundle(),
          open.name(),
          open.version(),
          open.plugin().symbolCount(),
          shortened(open.reference().getBundle().getLocation()));
    }
    return table.toString();
  }

  /** What a container brings with it lies deep in folders of its own; the file's name tells it. */
  private static String shortened(String location) {
    return location.startsWith("reference:file:")
        ? location.substring(location.lastIndexOf('/') + 1)
        : location;
  }

  /** Symbols, with where each lies. */
  public static String symbols(List<Symbol> symbols) {
    if (symbols.isEmpty()) {
      return "no symbol of such a name";
    }
    Table table = new Table("NAME", "VERSION", "KIND", "SIZE", "ADDRESS");
    for (Symbol symbol : symbols) {
      table.row(
          symbol.name(),
          symbol.version().orElse(""),
          symbol.kind().label(),
          symbol.size(),
          address(symbol));
    }
    return table.toString();
  }

  /** Where a symbol lies, in hexadecimal digits. */
  public static String address(Symbol symbol) {
    OptionalLong address = AddressSearch.address(symbol);
    return address.isPresent() ? "0x" + Long.toHexString(address.getAsLong()) : "absolute";
  }
}
