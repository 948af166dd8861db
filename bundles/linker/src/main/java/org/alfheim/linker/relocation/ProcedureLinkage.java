package org.alfheim.linker.relocation;

import java.nio.ByteBuffer;
import java.util.List;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.symbol.LinkSymbol;

/**
 * The procedure linkage table. Its entries go through slots that are filled when the image is
 * loaded (DF_BIND_NOW), so none is for lazy binding; each may be called from protected code.
 */
public final class ProcedureLinkage {
  /** The bytes of an entry: endbr64; jmp *slot(%rip); nopw 0(%rax,%rax,1). */
  public static final int ENTRY = 16;

  private static final long CODE_LOW = 0x25ff_fa1e_0ff3L;
  private static final int JUMP = 6;
  private static final byte[] NOP = {0x66, 0x0f, 0x1f, 0x44, 0, 0};

  private ProcedureLinkage() {}

  /**
   * Writes the table.
   *
   * @param content its bytes
   * @param address its address
   * @param table the address of the global offset table
   * @param demands the entries and the slots
   */
  public static void write(ByteBuffer content, long address, long table, Demands demands) {
    List<LinkSymbol> entries = demands.entries();
    for (int number = 0; number < entries.size(); number++) {
      LinkSymbol symbol = entries.get(number);
      int at = number * ENTRY;
      long slot = table + 8L * demands.word(GotSlot.Use.JUMP, symbol);
      entry(content, at, distance(symbol, slot - (address + at + JUMP + 4)));
    }
  }

  private static int distance(LinkSymbol symbol, long value) {
    if (value != (int) value) {
      throw new LinkException(
          symbol.object(),
          "the way to " + symbol.shown() + " is 0x" + Long.toHexString(value) + " bytes long",
          "make the image's code smaller than 2 GiB");
    }
    return (int) value;
  }

  private static void entry(ByteBuffer content, int at, int distance) {
    content.putLong(at, CODE_LOW);
    content.putInt(at + JUMP, distance);
    content.put(at + JUMP + 4, NOP);
  }

  /** The address of a symbol's entry. */
  static long address(long plt, Demands demands, LinkSymbol symbol) {
    return plt + (long) ENTRY * demands.entryNumber(symbol);
  }
}
