package org.alfheim.linker.relocation;

import static org.alfheim.elf.RelocationType.R_X86_64_DTPMOD64;
import static org.alfheim.elf.RelocationType.R_X86_64_DTPOFF64;
import static org.alfheim.elf.RelocationType.R_X86_64_GLOB_DAT;
import static org.alfheim.elf.RelocationType.R_X86_64_IRELATIVE;
import static org.alfheim.elf.RelocationType.R_X86_64_JUMP_SLOT;
import static org.alfheim.elf.RelocationType.R_X86_64_RELATIVE;
import static org.alfheim.elf.RelocationType.R_X86_64_TLSDESC;
import static org.alfheim.elf.RelocationType.R_X86_64_TPOFF64;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.symbol.LinkSymbol;

/** All that is left to the dynamic linker, once the tables that it fills are sections. */
public final class DynamicRelocations {
  private final Demands demands;
  private final Interposition interposition;
  private final InputSection table;
  private final InputSection plt;
  private final List<DynamicRelocation> all;

  private DynamicRelocations(
      Demands demands, Interposition interposition, InputSection table, InputSection plt) {
    this.demands = demands;
    this.interposition = interposition;
    this.table = table;
    this.plt = plt;
    this.all = new ArrayList<>(demands.relocations().size() + 2 * demands.slots().size());
  }

  /**
   * The relocations.
   *
   * @param demands what relocations need
   * @param interposition which definitions may give way
   * @param table the section of the global offset table
   * @param plt the section of the procedure linkage table
   */
  public static List<DynamicRelocation> of(
      Demands demands, Interposition interposition, InputSection table, InputSection plt) {
    DynamicRelocations relocations = new DynamicRelocations(demands, interposition, table, plt);
    demands.relocations().forEach(relocations::addPlace);
    demands.slots().forEach(relocations::addSlot);
    return relocations.all;
  }

  private void addPlace(DynamicRelocation relocation) {
    boolean entry =
        relocation.type() == R_X86_64_IRELATIVE && demands.isAddressed(relocation.target());
    all.add(
        entry
            ? relative(relocation.section(), relocation.offset(), entryOf(relocation.target()))
            : relocation);
  }

  private LinkSymbol entryOf(LinkSymbol symbol) {
    return LinkSymbol.ofPlace(plt, (long) ProcedureLinkage.ENTRY * demands.entryNumber(symbol));
  }

  private static DynamicRelocation relative(InputSection section, long offset, LinkSymbol target) {
    return new DynamicRelocation(section, offset, R_X86_64_RELATIVE, null, target, 0);
  }

  private void addSlot(GotSlot slot) {
    LinkSymbol symbol = slot.symbol();
    Reach reach = symbol == null ? Reach.HERE : interposition.reach(symbol);
    boolean elsewhere = reach == Reach.ELSEWHERE;
    LinkSymbol looked = elsewhere ? symbol : null;
    LinkSymbol target = elsewhere ? null : symbol;
    long offset = slot.offset();
    switch (slot.use()) {
      case ADDRESS -> addAddress(offset, symbol, reach);
      case JUMP -> add(offset, elsewhere ? R_X86_64_JUMP_SLOT : R_X86_64_IRELATIVE, looked, target);
      case PAIR -> {
        add(offset, R_X86_64_DTPMOD64, looked, null);
        if (elsewhere) {
          add(offset + 8, R_X86_64_DTPOFF64, symbol, null);
        }
      }
      case MODULE -> add(offset, R_X86_64_DTPMOD64, null, null);
      case THREAD -> add(offset, R_X86_64_TPOFF64, looked, target);
      case DESCRIPTOR -> add(offset, R_X86_64_TLSDESC, looked, target);
    }
  }

  private void addAddress(long offset, LinkSymbol symbol, Reach reach) {
    switch (reach) {
      case ELSEWHERE -> add(offset, R_X86_64_GLOB_DAT, symbol, null);
      case HERE -> all.add(relative(table, offset, symbol));
      case INDIRECT -> {
        if (demands.isAddressed(symbol)) {
          all.add(relative(table, offset, entryOf(symbol)));
        } else {
          add(offset, R_X86_64_IRELATIVE, null, symbol);
        }
      }
      case NUMBER, NOTHING, GONE -> {}
    }
  }

  private void add(long offset, int type, LinkSymbol symbol, LinkSymbol target) {
    all.add(new DynamicRelocation(table, offset, type, symbol, target, 0));
  }
}
