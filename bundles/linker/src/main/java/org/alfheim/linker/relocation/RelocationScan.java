package org.alfheim.linker.relocation;

import static org.alfheim.elf.RelocationType.R_X86_64_64;
import static org.alfheim.elf.RelocationType.R_X86_64_IRELATIVE;
import static org.alfheim.elf.RelocationType.R_X86_64_RELATIVE;

import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;
import org.alfheim.linker.symbol.Resolution;

/**
 * Goes over the relocations of what is loaded, and collects what they need. What cannot be in a
 * shared object is refused here, before anything is laid out.
 */
public final class RelocationScan {
  private final LinkedSection linked;
  private final InputSection section;
  private final SectionRelocations relocations;
  private final Interposition interposition;
  private final Demands demands;

  private RelocationScan(LinkedSection linked, Interposition interposition, Demands demands) {
    this.linked = linked;
    this.section = linked.section();
    this.relocations = linked.relocations();
    this.interposition = interposition;
    this.demands = demands;
  }

  /**
   * Collects what relocations need.
   *
   * @param sections the sections of the image
   * @param resolution what names stand for
   * @param interposition which definitions may give way
   * @throws LinkException if one cannot be in a shared object
   */
  public static Demands of(
      List<LinkedSection> sections, Resolution resolution, Interposition interposition) {
    Demands demands = new Demands(resolution.symbols());
    for (LinkedSection linked : sections) {
      if (linked.section().has(InputSection.SHF_ALLOC) && !linked.relocations().isEmpty()) {
        new RelocationScan(linked, interposition, demands).run();
      }
    }
    return demands;
  }

  private void run() {
    boolean describes = Interposition.describesCode(section);
    for (int entry = 0; entry < relocations.size(); entry++) {
      LinkSymbol symbol = linked.symbol(entry);
      if (symbol.imported()) {
        demands.imported(symbol);
      }
      look(
          entry,
          symbol,
          describes ? interposition.reachOfDescribed(symbol) : interposition.reach(symbol));
    }
  }

  private void look(int entry, LinkSymbol symbol, Reach reach) {
    RelocationKind kind = RelocationKind.of(relocations.type(entry));
    if (kind == null) {
      throw RelocationRefusal.unknown(section, entry);
    }
    if (section.empty()) {
      throw LinkException.at(
          section, relocations.offset(entry), "a relocation where there are no bytes", "");
    }
    if (reach == Reach.GONE) {
      if (!ignoresWhatIsGone(section) && kind != RelocationKind.NONE) {
        throw refusal(
            entry,
            symbol,
            symbol.section() == null
                ? " refers to a section that is no part of an image (SHF_EXCLUDE)"
                : " refers to " + symbol.section() + ", of which another object's copy was kept",
            symbol.section() == null ? "" : "compile both with one compiler");
      }
      return;
    }
    refuseMixture(entry, kind, symbol);
    collect(entry, kind, symbol, reach);
  }

  private LinkException refusal(int entry, LinkSymbol symbol, String problem, String cure) {
    return RelocationRefusal.of(section, entry, symbol, problem, cure);
  }

  /** Tables that hold what is said of functions, of which some went. */
  static boolean ignoresWhatIsGone(InputSection section) {
    return !section.has(InputSection.SHF_ALLOC) || section.name().startsWith(".gcc_except_table");
  }

  private void refuseMixture(int entry, RelocationKind kind, LinkSymbol symbol) {
    if (kind.takesAddress() && symbol.threadLocal()) {
      throw refusal(entry, symbol, " takes an address, and the symbol is thread-local", "");
    }
    if (kind.takesOffset() && symbol.defined() && !symbol.threadLocal()) {
      throw refusal(entry, symbol, " is for thread-local symbols, and this is none", "");
    }
  }

  private void collect(int entry, RelocationKind kind, LinkSymbol symbol, Reach reach) {
    switch (kind.formula()) {
      case NOTHING, TABLE_RELATIVE -> {}
      case ADDRESS -> address(entry, kind, symbol, reach);
      case RELATIVE -> relative(entry, symbol, reach);
      case CALL, CALL_FROM_TABLE -> call(entry, symbol, reach);
      case SLOT_OFFSET, SLOT_RELATIVE -> {
        if (!SlotRelaxation.applies(section, entry, symbol, reach)) {
          demands.slot(GotSlot.Use.ADDRESS, symbol);
        }
      }
      case FROM_TABLE -> fromTable(entry, symbol, reach);
      case SIZE -> {
        if (!symbol.defined() && reach == Reach.ELSEWHERE) {
          dynamic(entry, relocations.type(entry), symbol, null);
        }
      }
      case TLS_PAIR -> threadLocal(entry, symbol, reach, GotSlot.Use.PAIR);
      case TLS_MODULE -> demands.module();
      case TLS_OFFSET -> offset(entry, kind, symbol, reach);
      case THREAD_SLOT -> threadLocal(entry, symbol, reach, GotSlot.Use.THREAD);
      case THREAD_OFFSET -> threadOffset(entry, kind, symbol, reach);
      case DESCRIPTOR -> threadLocal(entry, symbol, reach, GotSlot.Use.DESCRIPTOR);
    }
  }

  private void address(int entry, RelocationKind kind, LinkSymbol symbol, Reach reach) {
    if (reach == Reach.NUMBER || reach == Reach.NOTHING) {
      return;
    }
    if (kind != RelocationKind.WORD64) {
      throw refusal(
          entry,
          symbol,
          " is an address of "
              + 8 * kind.width()
              + " bits, and a shared object may be anywhere in 64",
          RelocationRefusal.PIC);
    }
    switch (reach) {
      case HERE -> dynamic(entry, R_X86_64_RELATIVE, null, symbol);
      case ELSEWHERE -> dynamic(entry, R_X86_64_64, symbol, null);
      default -> {
        if (relocations.addend(entry) != 0) {
          throw refusal(
              entry,
              symbol,
              " + " + relocations.addend(entry) + " is within an indirect function",
              "");
        }
        dynamic(entry, R_X86_64_IRELATIVE, null, symbol);
      }
    }
  }

  private void dynamic(int entry, int type, LinkSymbol symbol, LinkSymbol target) {
    if (section.has(InputSection.SHF_EXECINSTR)) {
      throw refusal(
          entry,
          symbol == null ? target : symbol,
          " is an address within code, which would have to be writable (text relocations)",
          RelocationRefusal.PIC);
    }
    demands.relocation(
        new DynamicRelocation(
            section, relocations.offset(entry), type, symbol, target, relocations.addend(entry)));
  }

  private void relative(int entry, LinkSymbol symbol, Reach reach) {
    if (reach == Reach.HERE) {
      return;
    }
    boolean branch = Interposition.isBranch(section, entry);
    switch (reach) {
      case INDIRECT -> {
        if (branch) {
          demands.entry(symbol);
        } else {
          demands.addressOfEntry(symbol);
        }
      }
      case ELSEWHERE -> {
        if (!branch) {
          throw refusal(
              entry,
              symbol,
              " addresses directly what may be in another library",
              RelocationRefusal.PIC);
        }
        demands.entry(symbol);
      }
      default -> {
        if (!branch) {
          refuseNumber(entry, symbol);
        }
        refuseAbsolute(entry, symbol, reach);
      }
    }
  }

  private void call(int entry, LinkSymbol symbol, Reach reach) {
    switch (reach) {
      case ELSEWHERE, INDIRECT -> demands.entry(symbol);
      default -> refuseAbsolute(entry, symbol, reach);
    }
  }

  private void refuseAbsolute(int entry, LinkSymbol symbol, Reach reach) {
    if (reach == Reach.NUMBER) {
      refuseNumber(entry, symbol);
    }
  }

  private void refuseNumber(int entry, LinkSymbol symbol) {
    throw refusal(
        entry,
        symbol,
        " is a distance to a number, and a shared object may be anywhere",
        RelocationRefusal.PIC);
  }

  private void fromTable(int entry, LinkSymbol symbol, Reach reach) {
    switch (reach) {
      case HERE -> {}
      case INDIRECT -> demands.addressOfEntry(symbol);
      case ELSEWHERE ->
          throw refusal(
              entry,
              symbol,
              " is a distance to what may be in another library",
              RelocationRefusal.PIC);
      default -> refuseNumber(entry, symbol);
    }
  }

  private void threadLocal(int entry, LinkSymbol symbol, Reach reach, GotSlot.Use use) {
    if (reach != Reach.HERE && reach != Reach.ELSEWHERE) {
      throw refusal(entry, symbol, " is for a symbol that is nowhere", "");
    }
    demands.slot(use, symbol);
  }

  private void offset(int entry, RelocationKind kind, LinkSymbol symbol, Reach reach) {
    if (reach == Reach.HERE) {
      return;
    }
    if (reach != Reach.ELSEWHERE || kind != RelocationKind.DTPOFF64) {
      throw refusal(
          entry,
          symbol,
          " is an offset in this image's thread-local block, and the symbol may be in another's",
          RelocationRefusal.PIC);
    }
    dynamic(entry, relocations.type(entry), symbol, null);
  }

  private void threadOffset(int entry, RelocationKind kind, LinkSymbol symbol, Reach reach) {
    if (kind != RelocationKind.TPOFF64 || (reach != Reach.HERE && reach != Reach.ELSEWHERE)) {
      throw refusal(
          entry,
          symbol,
          " is an offset from the thread pointer (TLS model local-exec), which only programs know",
          "compile with -fPIC, or with -ftls-model=initial-exec");
    }
    boolean elsewhere = reach == Reach.ELSEWHERE;
    dynamic(entry, relocations.type(entry), elsewhere ? symbol : null, elsewhere ? null : symbol);
    demands.usesStaticTls();
  }
}
