package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectBuilder;
import org.alfheim.linker.object.SectionHead;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.symbol.LinkedSection;

/** Makes the sections that only images have, whose bytes are written after the layout. */
final class GeneratedSection {
  static final int SHT_SYMTAB = 2;
  static final int SHT_STRTAB = 3;
  static final int SHT_RELA = 4;
  static final int SHT_DYNAMIC = 6;
  static final int SHT_DYNSYM = 11;
  static final int SHT_GNU_HASH = 0x6ffffff6;
  static final int SHT_GNU_VERDEF = 0x6ffffffd;
  static final int SHT_GNU_VERNEED = 0x6ffffffe;
  static final int SHT_GNU_VERSYM = 0x6fffffff;

  private GeneratedSection() {}

  /** A table that is read only. */
  static LinkedSection table(String name, int type, long size, int alignment, int entrySize) {
    return section(name, type, InputSection.SHF_ALLOC, size, alignment, entrySize);
  }

  static LinkedSection section(
      String name, int type, long flags, long size, int alignment, int entrySize) {
    if (size > Integer.MAX_VALUE - 64) {
      throw new LinkException(name, "the table would have 2 GiB and more", "");
    }
    SectionHead head = new SectionHead(name, type, flags, size, 0, alignment, entrySize);
    ByteBuffer content = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    return LinkedSection.plain(
        new InputSection(ObjectBuilder.NAME, 0, head, content, SectionRelocations.EMPTY));
  }
}
