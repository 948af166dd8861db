package org.alfheim.linker.section;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.alfheim.linker.object.ByteRange;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.symbol.LinkSymbol;

/** A CIE: what FDEs have in common. One with the same bytes and relocations is equal to it. */
final class CommonEntry implements Comparable<CommonEntry> {
  private final byte[] bytes;
  private final ByteRange range;
  private final SectionRelocations relocations;
  private final LinkSymbol[] symbols;
  private final int hash;
  private int offset = -1;

  /** The CIE that a cursor is at. */
  CommonEntry(FrameRecord record) {
    bytes = new byte[record.size()];
    record.copyTo(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0);
    range = new ByteRange(bytes, 0, bytes.length);
    int count = record.endEntry() - record.firstEntry();
    symbols = new LinkSymbol[count];
    SectionRelocations.Builder entries = new SectionRelocations.Builder(count);
    int code = range.hashCode();
    for (int i = 0; i < count; i++) {
      int entry = record.firstEntry() + i;
      symbols[i] = record.symbol(entry);
      entries.add(
          record.relocations().offset(entry) - record.start(),
          record.relocations().type(entry),
          i,
          record.relocations().addend(entry));
      code = 31 * code + symbols[i].number();
    }
    relocations = entries.build();
    hash = code;
  }

  byte[] toBytes() {
    return bytes;
  }

  /** Its relocations, their places counted from where it begins. */
  SectionRelocations relocations() {
    return relocations;
  }

  LinkSymbol symbol(int entry) {
    return symbols[entry];
  }

  /** Where it begins in the section of the image; -1 while nobody needs it there. */
  int offset() {
    return offset;
  }

  void placed(int start) {
    offset = start;
  }

  /** Keeps a table quick where somebody has looked for bytes of one hash. */
  @Override
  public int compareTo(CommonEntry other) {
    return range.compareTo(other.range);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommonEntry entry
        && entry.hash == hash
        && entry.range.equals(range)
        && entry.relocations.sameAs(relocations)
        && Arrays.equals(entry.symbols, symbols);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
