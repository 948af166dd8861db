package org.alfheim.linker.section;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.alfheim.linker.object.RelocationEntry;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

/** A CIE or an FDE in an object's section. */
final class FrameRecord {
  private final LinkedSection linked;
  private final ByteBuffer words;
  private final int start;
  private final int end;
  private final List<RelocationEntry> entries;

  /**
   * A record.
   *
   * @param linked the section
   * @param words the section's bytes
   * @param start where the record begins, its length included
   * @param end where it ends
   * @param entries the relocations of its places
   */
  FrameRecord(
      LinkedSection linked, ByteBuffer words, int start, int end, List<RelocationEntry> entries) {
    this.linked = linked;
    this.words = words;
    this.start = start;
    this.end = end;
    this.entries = entries;
  }

  LinkedSection linked() {
    return linked;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  List<RelocationEntry> entries() {
    return entries;
  }

  LinkSymbol symbol(RelocationEntry entry) {
    return linked.symbols().get(entry.symbol());
  }

  int word(int at) {
    return words.getInt(at);
  }

  long longWord(int at) {
    return words.getLong(at);
  }

  /**
   * Its bytes. Code that was written by hand has records of any length; here each has one that the
   * next one's words are aligned behind, by instructions that do nothing (DW_CFA_nop is 0).
   */
  byte[] bytes() {
    int size = (end - start + 3) & -4;
    byte[] bytes = new byte[size];
    words.get(start, bytes, 0, end - start);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, size - 4);
    return bytes;
  }
}
