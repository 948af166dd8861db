package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.relocation.Addresses;
import org.alfheim.linker.symbol.LinkSymbol;

/** Writes an entry of a symbol table (gABI, Elf64_Sym). */
final class SymbolEntry {
  static final int SIZE = 24;
  private static final int SHN_ABS = 0xfff1;
  private static final int SHN_XINDEX = 0xffff;

  /** From here on numbers of sections are in a table of their own. */
  static final int SHN_LORESERVE = 0xff00;

  private SymbolEntry() {}

  static void write(ByteBuffer out, int at, int name, LinkSymbol symbol, Addresses addresses) {
    boolean local = symbol.binding() != ObjectSymbol.STB_LOCAL && !isSeen(symbol);
    int binding = local ? ObjectSymbol.STB_LOCAL : symbol.binding();
    int info = binding << 4 | symbol.type();
    boolean undefined = symbol.kind() == LinkSymbol.Kind.UNDEFINED;
    int section = undefined ? 0 : section(symbol);
    out.putLong(
        at,
        (name & 0xffffffffL)
            | ((long) info << 32)
            | ((long) symbol.visibility() << 40)
            | ((long) section << 48));
    out.putLong(at + 8, undefined ? 0 : value(symbol, addresses));
    out.putLong(at + 16, undefined ? 0 : symbol.size());
  }

  /** The first for one in a section without content. */
  private static int section(LinkSymbol symbol) {
    if (symbol.kind() != LinkSymbol.Kind.DEFINED) {
      return SHN_ABS;
    }
    int number = Math.max(1, symbol.section().place().number());
    return number < SHN_LORESERVE ? number : SHN_XINDEX;
  }

  private static long value(LinkSymbol symbol, Addresses addresses) {
    if (symbol.kind() != LinkSymbol.Kind.DEFINED) {
      return symbol.value();
    }
    long address = addresses.of(symbol);
    return symbol.threadLocal() ? address - addresses.threadLocal() : address;
  }

  /** Whether the number of its section stands elsewhere. */
  static boolean isExtended(ByteBuffer table, int at) {
    return table.getShort(at + 6) == (short) SHN_XINDEX;
  }

  /** A hidden symbol is local to the image (gABI, "Symbol Visibility"). */
  static boolean isSeen(LinkSymbol symbol) {
    return symbol.exported() || symbol.imported();
  }
}
