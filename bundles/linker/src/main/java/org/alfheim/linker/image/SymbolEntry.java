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
  private static final int SHN_LORESERVE = 0xff00;

  private SymbolEntry() {}

  static void write(ByteBuffer out, int at, int name, LinkSymbol symbol, Addresses addresses) {
    boolean local = symbol.binding() != ObjectSymbol.STB_LOCAL && !isSeen(symbol);
    int binding = local ? ObjectSymbol.STB_LOCAL : symbol.binding();
    out.putInt(at, name);
    out.put(at + 4, (byte) (binding << 4 | symbol.type()));
    out.put(at + 5, (byte) symbol.visibility());
    if (symbol.kind() == LinkSymbol.Kind.UNDEFINED) {
      out.putShort(at + 6, (short) 0);
      out.putLong(at + 8, 0);
      out.putLong(at + 16, 0);
      return;
    }
    int section = SHN_ABS;
    long value = symbol.value();
    if (symbol.kind() == LinkSymbol.Kind.DEFINED) {
      /* The first for one in a section without content. */
      section = Math.max(1, symbol.section().place().number());
      value = addresses.of(symbol);
      value -= symbol.threadLocal() ? addresses.threadLocal() : 0;
    }
    out.putShort(
        at + 6, (short) (section < SHN_LORESERVE || section == SHN_ABS ? section : SHN_XINDEX));
    out.putLong(at + 8, value);
    out.putLong(at + 16, symbol.size());
  }

  /** A hidden symbol is local to the image (gABI, "Symbol Visibility"). */
  static boolean isSeen(LinkSymbol symbol) {
    return symbol.exported() || symbol.imported();
  }
}
