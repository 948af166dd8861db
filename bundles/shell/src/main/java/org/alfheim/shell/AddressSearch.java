package org.alfheim.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.SymbolKind;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.Symbol;

/**
 * Finds what lies at an address: the image, and the last exported symbol before it.
 *
 * @param plugins where to search
 */
record AddressSearch(List<OpenPlugin> plugins) {
  String describe(String text) {
    long address = parse(text);
    return plugins.stream()
        .filter(open -> contains(open.plugin().image(), address))
        .findFirst()
        .map(open -> describe(open, address))
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
    return Long.compareUnsigned(address - image.base().value(), image.span()) < 0;
  }

  private static String describe(OpenPlugin open, long address) {
    long offset = address - open.plugin().image().base().value();
    return nearest(open, address)
            .map(placed -> placed.symbol().name() + distance(address - placed.address()) + " in ")
            .orElse("")
        + open
        + ", 0x"
        + Long.toHexString(offset)
        + " of the image";
  }

  /** A symbol and its place. */
  private record Placed(Symbol symbol, long address) {}

  private static Optional<Placed> nearest(OpenPlugin open, long address) {
    return open.plugin().symbols().stream()
        .filter(symbol -> symbol.kind() != SymbolKind.TLS)
        .flatMap(symbol -> address(symbol).stream().mapToObj(place -> new Placed(symbol, place)))
        .filter(placed -> Long.compareUnsigned(placed.address(), address) <= 0)
        .filter(placed -> contains(open.plugin().image(), placed.address()))
        .max(Comparator.comparingLong(Placed::address));
  }

  /** Where a symbol lies; empty for one that is an absolute value, and no place in memory. */
  static OptionalLong address(Symbol symbol) {
    try {
      return OptionalLong.of(symbol.segment().address());
    } catch (BindingException e) {
      return OptionalLong.empty();
    }
  }

  private static String distance(long bytes) {
    return bytes == 0 ? "" : "+0x" + Long.toHexString(bytes);
  }
}
