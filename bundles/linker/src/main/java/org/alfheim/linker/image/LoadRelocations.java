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

  private final List<DynamicRelocation> main = new ArrayList<>();
  private final List<DynamicRelocation> jumps = new ArrayList<>();
  private final int relative;
  private final LinkedSection mainTable;
  private final LinkedSection jumpTable;

  LoadRelocations(List<DynamicRelocation> relocations) {
    for (DynamicRelocation relocation : relocations) {
      boolean call =
          relocation.type() == R_X86_64_JUMP_SLOT || relocation.type() == R_X86_64_IRELATIVE;
      (call ? jumps : main).add(relocation);
    }
    main.sort(Comparator.comparing(one -> one.type() != R_X86_64_RELATIVE));
    jumps.sort(Comparator.comparing(one -> one.type() == R_X86_64_IRELATIVE));
    relative = (int) main.stream().filter(one -> one.type() == R_X86_64_RELATIVE).count();
    mainTable =
        GeneratedSection.table(
            ".rela.dyn", GeneratedSection.SHT_RELA, (long) ENTRY * main.size(), 8, ENTRY);
    jumpTable =
        GeneratedSection.table(
            ".rela.plt", GeneratedSection.SHT_RELA, (long) ENTRY * jumps.size(), 8, ENTRY);
  }

  Optional<LinkedSection> mainSection() {
    return main.isEmpty() ? Optional.empty() : Optional.of(mainTable);
  }

  Optional<LinkedSection> jumpSection() {
    return jumps.isEmpty() ? Optional.empty() : Optional.of(jumpTable);
  }

  /** How many of type R_X86_64_RELATIVE the main table begins with. */
  int relative() {
    return relative;
  }

  void write(Addresses addresses, DynamicSymbols symbols) {
    List<DynamicRelocation> first = new ArrayList<>(main.subList(0, relative));
    first.sort(Comparator.comparingLong(one -> addresses.of(one.section(), one.offset())));
    first.addAll(main.subList(relative, main.size()));
    write(mainTable.section().content(), first, addresses, symbols);
    write(jumpTable.section().content(), jumps, addresses, symbols);
  }

  private static void write(
      ByteBuffer out,
      List<DynamicRelocation> relocations,
      Addresses addresses,
      DynamicSymbols symbols) {
    int at = 0;
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
