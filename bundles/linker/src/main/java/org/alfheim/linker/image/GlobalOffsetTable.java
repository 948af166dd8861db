package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import org.alfheim.linker.relocation.Addresses;
import org.alfheim.linker.relocation.Demands;
import org.alfheim.linker.relocation.GotSlot;
import org.alfheim.linker.symbol.LinkSymbol;

/** Writes what is in the global offset table before the dynamic linker has come to it. */
final class GlobalOffsetTable {
  private GlobalOffsetTable() {}

  static void write(ByteBuffer out, Addresses addresses, Demands demands, long dynamic) {
    out.putLong(0, dynamic);
    for (GotSlot slot : demands.slots()) {
      LinkSymbol symbol = slot.symbol();
      if (slot.use() == GotSlot.Use.ADDRESS && symbol.defined()) {
        out.putLong((int) slot.offset(), addresses.of(symbol));
      } else if (slot.use() == GotSlot.Use.PAIR && symbol.defined()) {
        /* Where another image may have it, the dynamic linker writes it anew. */
        out.putLong((int) slot.offset() + 8, addresses.of(symbol) - addresses.threadLocal());
      }
    }
  }
}
