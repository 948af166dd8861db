package org.alfheim.shell.plugins;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.bind.SymbolKind;
import org.alfheim.names.DemangledName;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.LocalSymbol;
import org.alfheim.plugin.Symbol;

/**
 * Finds what lies at an address: the image, and the last exported symbol before it.
 *
 * @param plugins where to search
 */
public record AddressSearch(List<OpenPlugin> plugins) {
  /** What lies at an address, in a line. */
  public String describe(String text) {
    long address = parse(text);
    return plugins.stream()
        .flatMap(open -> describe(open, address).stream())
        .findFirst()
        .orElse("no plugin at 0x" + Long.toHexString(address));
  }

  private static long parse(String text) {
    try {
      return text.startsWith("0x")
          ? Long.parseUnsignedLong(text, 2, text.length(), 16)
          : Long.parseUnsignedLong(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address; write a number, such as 0x7f3a10");
    }
  }

  private static boolean contains(ImageInfo image, long address) {
    return Long.compareUnsigned(address - image.base(), image.span()) < 0;
  }

  /** What an image has at an address; empty if that is not in it, or it is not in this process. */
  private static Optional<String> describe(OpenPlugin open, long address) {
    if (!(open.plugin() instanceof LocalPlugin plugin) || !contains(plugin.image(), address)) {
      return Optional.empty();
    }
    return Optional.of(
        nearest(plugin, address)
                .map(placed ->
                    placed.symbol().name()
                        + distance(address - placed.address())
                        + DemangledName.of(placed.symbol().name())
                            .map(text -> " (" + text + ")")
                            .orElse("")
                        + " in ")
                .orElse("")
            + open
            + ", 0x"
            + Long.toHexString(address - plugin.image().base())
            + " of the image");
  }

  /** A symbol and its place. */
  private record Placed(Symbol symbol, long address) {}

  private static Optional<Placed> nearest(LocalPlugin plugin, long address) {
    return plugin.symbols().stream()
        .filter(symbol -> symbol.kind() != SymbolKind.TLS)
        .flatMap(symbol -> address(symbol).stream().mapToObj(place -> new Placed(symbol, place)))
        .filter(placed -> Long.compareUnsigned(placed.address(), address) <= 0)
        .filter(placed -> contains(plugin.image(), placed.address()))
        .max(Comparator.comparingLong(Placed::address));
  }

  /** Where a symbol lies; empty for one that is an absolute value, or not of this process. */
  public static OptionalLong address(Symbol symbol) {
    return symbol instanceof LocalSymbol local ? local.address() : OptionalLong.empty();
  }

  private static String distance(long bytes) {
    return bytes == 0 ? "" : "+0x" + Long.toHexString(bytes);
  }
}
