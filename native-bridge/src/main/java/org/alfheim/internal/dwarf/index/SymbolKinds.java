package org.alfheim.internal.dwarf.index;

import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.elf.SectionHeader;
import org.alfheim.internal.dwarf.section.DebugFile;
import org.alfheim.internal.dwarf.section.NameHash;
import org.alfheim.internal.dwarf.section.SectionBytes;

/**
 * The values in the symbol table that do not lead to what the symbol is: of an indirect function it
 * leads to the resolver, which has another type; of a thread-local variable it is no address.
 */
final class SymbolKinds {
  private static final int ENTRY = 24;
  private static final int STT_TLS = 6;
  private static final int STT_GNU_IFUNC = 10;

  private final DebugFile file;
  private volatile Read read;

  /** The values, and the hashes of the names of indirect functions. */
  private record Read(Set<Long> misleading, Set<Long> indirect) {}

  SymbolKinds(DebugFile file) {
    this.file = file;
  }

  /** Whether the value is one of those. */
  boolean misleads(long value) {
    return opened().misleading().contains(value);
  }

  /** Whether a symbol is an indirect function, by the hash of its name. */
  boolean isIndirect(long nameHash) {
    return opened().indirect().contains(nameHash);
  }

  private Read opened() {
    Read known = read;
    if (known == null) {
      known = read();
      read = known;
    }
    return known;
  }

  private Read read() {
    Read found = new Read(new HashSet<>(), new HashSet<>());
    List<SectionHeader> headers = file.headers();
    for (SectionHeader header : headers) {
      if ((header.type() == SectionHeader.SHT_SYMTAB || header.type() == SectionHeader.SHT_DYNSYM)
          && header.link() > 0
          && header.link() < headers.size()) {
        read(bytes(header), bytes(headers.get(header.link())), found);
      }
    }
    return found;
  }

  private SectionBytes bytes(SectionHeader header) {
    return new SectionBytes(
        file.name(), header.name(), file.raw(header).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
  }

  private static void read(SectionBytes table, SectionBytes names, Read found) {
    for (int at = 0; at <= table.size() - ENTRY; at += ENTRY) {
      int type = table.u1(at + 4) & 15;
      if ((type == STT_TLS || type == STT_GNU_IFUNC) && table.u2(at + 6) != 0) {
        found.misleading().add(table.u8(at + 8));
        if (type == STT_GNU_IFUNC) {
          found.indirect().add(names.hash(names.offset(table.u4(at), "st_name"), NameHash.EMPTY));
        }
      }
    }
  }
}
