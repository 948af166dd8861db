package org.alfheim.shell.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.alfheim.names.DemangledName;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.PluginInventory.Hosting;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.shell.plugins.AddressSearch;
import org.alfheim.shell.plugins.OpenPlugin;
import org.alfheim.text.Table;
import org.alfheim.types.KnownType;

/** Lists as tables. */
public final class PluginTables {
  private PluginTables() {}

  /**
   * Plugins that are open. Where one of them is Go's, it is told what it runs on.
   *
   * @param hosts the hosts of Go runtimes
   */
  public static String plugins(List<OpenPlugin> plugins, List<Image> hosts) {
    if (plugins.isEmpty()) {
      return "no plugin is open";
    }
    List<String> runsOn = plugins.stream().map(open -> runsOn(open, hosts)).toList();
    boolean go = runsOn.stream().anyMatch(host -> !host.isEmpty());
    List<String> headings =
        new ArrayList<>(List.of("BUNDLE", "NAME", "VERSION", "SYMBOLS", "LOCATION"));
    if (go) {
      headings.add("RUNS ON");
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (int i = 0; i < plugins.size(); i++) {
      OpenPlugin open = plugins.get(i);
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  open.bundle(),
                  open.name(),
                  open.version(),
                  open.plugin().symbolCount(),
                  shortened(open.reference().getBundle().getLocation())));
      if (go) {
        cells.add(runsOn.get(i));
      }
      table.row(cells.toArray());
    }
    return table.toString();
  }

  /** The host of a Go plugin, by its bundle where one has it; empty for all others. */
  private static String runsOn(OpenPlugin open, List<Image> hosts) {
    for (Image host : hosts) {
      Hosting hosting = host.hosting().orElseThrow();
      if (hosting.plugins().contains(open.plugin().location())) {
        String place =
            host.holder()
                .map(holder -> holder.symbolicName() + " [" + holder.bundle() + "]")
                .orElse(host.location());
        return hosting.version().orElse("Go") + ", " + place;
      }
    }
    return "";
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
    List<String> demangled =
        symbols.stream().map(symbol -> DemangledName.of(symbol.name()).orElse("")).toList();
    boolean encoded = demangled.stream().anyMatch(name -> !name.isEmpty());
    List<String> headings = new ArrayList<>(List.of("NAME", "VERSION", "KIND", "SIZE", "ADDRESS"));
    if (encoded) {
      headings.add("DEMANGLED");
    }
    List<String> types = symbols.stream().map(PluginTables::type).toList();
    boolean typed = types.stream().anyMatch(type -> !type.isEmpty());
    if (typed) {
      headings.add("TYPE");
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (int i = 0; i < symbols.size(); i++) {
      Symbol symbol = symbols.get(i);
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  symbol.name(),
                  symbol.version().orElse(""),
                  symbol.kind().label(),
                  symbol.size(),
                  address(symbol)));
      if (encoded) {
        cells.add(demangled.get(i));
      }
      if (typed) {
        cells.add(types.get(i));
      }
      table.row(cells.toArray());
    }
    return table + (typed ? "\n\ntypes known from " + origins(symbols) : "");
  }

  private static String origins(List<Symbol> symbols) {
    return symbols.stream()
        .flatMap(symbol -> symbol.type().stream())
        .map(KnownType::origin)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * A symbol's type in C, with its name unless that is one that nobody writes; empty if unknown.
   */
  public static String type(Symbol symbol) {
    String name = DemangledName.of(symbol.name()).isPresent() ? "" : symbol.name();
    return symbol.type().map(known -> known.type().declare(name)).orElse("");
  }

  /** Where a symbol lies, in hexadecimal digits. */
  public static String address(Symbol symbol) {
    OptionalLong address = AddressSearch.address(symbol);
    return address.isPresent() ? "0x" + Long.toHexString(address.getAsLong()) : "absolute";
  }
}
