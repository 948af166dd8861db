package org.alfheim.internal.dwarf;

import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.elf.SectionHeader;

/**
 * The values in the symbol table that do not lead to what the symbol is: of an indirect function it
 * leads to the resolver, which has another type; of a thread-local variable it is no address.
 */
final class SymbolKinds {
  private static final int ENTRY = 24;
  private static final int STT_TLS = 6;
  private static final int STT_GNU_IFUNC = 10;

  private final DebugFile file;
  private volatile Set<Long> misleading;

  SymbolKinds(DebugFile file) {
    this.file = file;
  }

  /** Whether the value is one of those. */
  boolean misleads(long value) {
    Set<Long> known = misleading;
    if (known == null) {
      known = read();
      misleading = known;
    }
    return known.contains(value);
  }

  private Set<Long> read() {
    Set<Long> found = ConcurrentHashMap.newKeySet();
    for (SectionHeader header : file.headers()) {
      if (header.type() == SectionHeader.SHT_SYMTAB || header.type() == SectionHeader.SHT_DYNSYM) {
        SectionBytes table =
            new SectionBytes(
                file.name(),
                header.name(),
                file.raw(header).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
        for (int at = 0; at <= table.size() - ENTRY; at += ENTRY) {
          int type = table.u1(at + 4) & 15;
          if ((type == STT_TLS || type == STT_GNU_IFUNC) && table.u2(at + 6) != 0) {
            found.add(table.u8(at + 8));
          }
        }
      }
    }
    return found;
  }
}
