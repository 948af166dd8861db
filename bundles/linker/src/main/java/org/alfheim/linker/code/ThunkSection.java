package org.alfheim.linker.code;

import static org.alfheim.elf.RelocationType.R_X86_64_GOTPC32;
import static org.alfheim.elf.RelocationType.R_X86_64_PC32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectBuilder;
import org.alfheim.linker.object.SectionHead;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

/** The section of thunks while it grows. */
final class ThunkSection {
  private final List<byte[]> codes = new ArrayList<>();
  private final SectionRelocations.Builder relocations = new SectionRelocations.Builder(16);
  private final List<LinkSymbol> symbols = new ArrayList<>();
  private final InputSection place = section(0);
  private int size;

  private static InputSection section(int size) {
    SectionHead head =
        new SectionHead(
            ".text.thunks",
            InputSection.SHT_PROGBITS,
            InputSection.SHF_ALLOC | InputSection.SHF_EXECINSTR,
            size,
            0,
            16,
            0);
    return new InputSection(
        ObjectBuilder.NAME, 0, head, ByteBuffer.allocate(size), SectionRelocations.EMPTY);
  }

  int count() {
    return codes.size();
  }

  /**
   * Adds a thunk.
   *
   * @param slotType the type of the relocation that gives it its slot
   * @param symbol whose slot that is
   * @param behind where it goes back to
   * @return where it begins
   */
  LinkSymbol add(Thunk thunk, int slotType, LinkSymbol symbol, LinkSymbol behind) {
    LinkSymbol start = LinkSymbol.ofPlace(place, size);
    relocation(thunk.slot(), slotType, symbol);
    if (thunk.table() >= 0) {
      relocation(thunk.table(), R_X86_64_GOTPC32, symbol);
    }
    if (thunk.back() >= 0) {
      relocation(thunk.back(), R_X86_64_PC32, behind);
    }
    codes.add(thunk.toBytes());
    size += codes.getLast().length;
    return start;
  }

  private void relocation(int at, int type, LinkSymbol symbol) {
    relocations.add((long) size + at, type, symbols.size(), -4);
    symbols.add(symbol);
  }

  LinkedSection build() {
    ByteBuffer content = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    codes.forEach(content::put);
    return new LinkedSection(
        place.with(content, relocations.build()), symbols.toArray(LinkSymbol[]::new));
  }
}
