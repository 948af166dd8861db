package org.alfheim.shell.plugins;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.alfheim.bind.SymbolKind;
import org.alfheim.names.DemangledName;
import org.alfheim.plugin.GoHostImage;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.LocalSymbol;
import org.alfheim.plugin.Symbol;

/**
 * Finds what lies at an address: the image, and the last exported symbol before it; of a Go plugin
 * the export that the address is in, since most of its code is not exported.
 *
 * @param plugins where to search
 * @param hosts and then in these
 */
public record AddressSearch(List<OpenPlugin> plugins, List<GoHostImage> hosts) {
  /** What lies at an address, in a line. */
  public String describe(String text) {
    long address = parse(text);
    return Stream.concat(
            plugins.stream().flatMap(open -> describe(open, address).stream()),
            hosts.stream().flatMap(host -> describe(host, address).stream()))
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
    return contains(image.base(), image.span(), address);
  }

  private static boolean contains(long base, long span, long address) {
    return Long.compareUnsigned(address - base, span) < 0;
  }

  /** A host has no symbols of its own to be looked up: its functions are those of Go's runtime. */
  private static Optional<String> describe(GoHostImage host, long address) {
    if (!contains(host.base(), host.span(), address)) {
      return Optional.empty();
    }
    return Optional.of(
        host.location()
            + ", the host of "
            + host.plugins().stream()
                .map(LocalPlugin::name)
                .reduce((one, other) -> one + ", " + other)
                .orElse("no plugin")
            + host.version().map(version -> " (" + version + ")").orElse("")
            + ", 0x"
            + Long.toHexString(address - host.base())
            + " of the image");
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
  private record Placed(Symbol symbol, long address) {
    boolean has(long wanted) {
      return contains(address, symbol.size(), wanted);
    }
  }

  private static Optional<Placed> nearest(LocalPlugin plugin, long address) {
    return plugin.symbols().stream()
        .filter(symbol -> symbol.kind() != SymbolKind.TLS)
        .flatMap(symbol -> address(symbol).stream().mapToObj(place -> new Placed(symbol, place)))
        .filter(placed -> Long.compareUnsigned(placed.address(), address) <= 0)
        .filter(placed -> contains(plugin.image(), placed.address()))
        .filter(placed -> plugin.go().isEmpty() || placed.has(address))
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
