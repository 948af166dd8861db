package org.alfheim.linker.image;

import static org.alfheim.elf.RelocationType.R_X86_64_DTPMOD64;
import static org.alfheim.elf.RelocationType.R_X86_64_DTPOFF64;
import static org.alfheim.elf.RelocationType.R_X86_64_IRELATIVE;
import static org.alfheim.elf.RelocationType.R_X86_64_JUMP_SLOT;
import static org.alfheim.elf.RelocationType.R_X86_64_RELATIVE;
import static org.alfheim.elf.RelocationType.R_X86_64_TLSDESC;
import static org.alfheim.elf.RelocationType.R_X86_64_TPOFF64;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.alfheim.linker.relocation.Addresses;
import org.alfheim.linker.relocation.DynamicRelocation;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * The relocations that are left to the dynamic linker: first those that need no symbol, in the
 * order of their places, then those with one, then the slots of the procedure linkage table, and
 * last those that call a function of the image, which has to be whole by then, and may call others.
 */
final class LoadRelocations {
  static final int ENTRY = 24;

  private final List<DynamicRelocation> relative = new ArrayList<>();
  private final List<DynamicRelocation> looked = new ArrayList<>();
  private final List<DynamicRelocation> jumps = new ArrayList<>();
  private final LinkedSection mainTable;
  private final LinkedSection jumpTable;

  LoadRelocations(List<DynamicRelocation> relocations) {
    List<DynamicRelocation> indirect = new ArrayList<>();
    for (DynamicRelocation relocation : relocations) {
      switch (relocation.type()) {
        case R_X86_64_RELATIVE -> relative.add(relocation);
        case R_X86_64_JUMP_SLOT -> jumps.add(relocation);
        case R_X86_64_IRELATIVE -> indirect.add(relocation);
        default -> looked.add(relocation);
      }
    }
    jumps.addAll(indirect);
    mainTable =
        GeneratedSection.table(
            ".rela.dyn", GeneratedSection.SHT_RELA, (long) ENTRY * mainCount(), 8, ENTRY);
    jumpTable =
        GeneratedSection.table(
            ".rela.plt", GeneratedSection.SHT_RELA, (long) ENTRY * jumps.size(), 8, ENTRY);
  }

  private int mainCount() {
    return relative.size() + looked.size();
  }

  Optional<LinkedSection> mainSection() {
    return mainCount() == 0 ? Optional.empty() : Optional.of(mainTable);
  }

  Optional<LinkedSection> jumpSection() {
    return jumps.isEmpty() ? Optional.empty() : Optional.of(jumpTable);
  }

  /** How many of type R_X86_64_RELATIVE the main table begins with. */
  int relative() {
    return relative.size();
  }

  /** What a relocation without a symbol writes, and where. */
  private record Pointer(long place, long value) {}

  void write(Addresses addresses, DynamicSymbols symbols) {
    ByteBuffer main = mainTable.section().content();
    int at = writeRelative(main, addresses);
    write(main, at, looked, addresses, symbols);
    write(jumpTable.section().content(), 0, jumps, addresses, symbols);
  }

  private int writeRelative(ByteBuffer out, Addresses addresses) {
    Pointer[] pointers = new Pointer[relative.size()];
    for (int i = 0; i < pointers.length; i++) {
      DynamicRelocation relocation = relative.get(i);
      pointers[i] =
          new Pointer(
              addresses.of(relocation.section(), relocation.offset()),
              addend(relocation, addresses));
    }
    Arrays.sort(pointers, Comparator.comparingLong(Pointer::place));
    int at = 0;
    for (Pointer pointer : pointers) {
      out.putLong(at, pointer.place());
      out.putLong(at + 8, R_X86_64_RELATIVE);
      out.putLong(at + 16, pointer.value());
      at += ENTRY;
    }
    return at;
  }

  private static void write(
      ByteBuffer out,
      int start,
      List<DynamicRelocation> relocations,
      Addresses addresses,
      DynamicSymbols symbols) {
    int at = start;
    for (DynamicRelocation relocation : relocations) {
      out.putLong(at, addresses.of(relocation.section(), relocation.offset()));
      out.putInt(at + 8, relocation.type());
      out.putInt(at + 12, symbols.number(relocation.symbol()));
      out.putLong(at + 16, addend(relocation, addresses));
      at += ENTRY;
    }
  }

  private static long addend(DynamicRelocation relocation, Addresses addresses) {
    if (relocation.target() == null) {
      return relocation.addend();
    }
    long address = addresses.of(relocation.target(), relocation.addend(), 0);
    return switch (relocation.type()) {
      case R_X86_64_TPOFF64, R_X86_64_TLSDESC, R_X86_64_DTPOFF64, R_X86_64_DTPMOD64 ->
          address - addresses.threadLocal();
      default -> address;
    };
  }
}
