package org.alfheim.linker.relocation;

import static org.alfheim.elf.RelocationType.R_X86_64_64;
import static org.alfheim.elf.RelocationType.R_X86_64_IRELATIVE;
import static org.alfheim.elf.RelocationType.R_X86_64_RELATIVE;

import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.RelocationEntry;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * Goes over the relocations of what is loaded, and collects what they need. What cannot be in a
 * shared object is refused here, before anything is laid out.
 */
public final class RelocationScan {
  private final Interposition interposition;
  private final Demands demands = new Demands();

  private RelocationScan(Interposition interposition) {
    this.interposition = interposition;
  }

  /**
   * Collects what relocations need.
   *
   * @param sections the sections of the image
   * @param interposition which definitions may give way
   * @throws LinkException if one cannot be in a shared object
   */
  public static Demands of(List<LinkedSection> sections, Interposition interposition) {
    RelocationScan scan = new RelocationScan(interposition);
    for (LinkedSection linked : sections) {
      if (linked.section().has(InputSection.SHF_ALLOC)) {
        for (RelocationEntry entry : linked.section().relocations()) {
          scan.look(linked, entry);
        }
      }
    }
    return scan.demands;
  }

  private void look(LinkedSection linked, RelocationEntry entry) {
    InputSection section = linked.section();
    RelocationKind kind = RelocationKind.of(entry.type());
    if (kind == null) {
      throw RelocationRefusal.unknown(section, entry);
    }
    if (section.empty()) {
      throw LinkException.at(section, entry.offset(), "a relocation where there are no bytes", "");
    }
    LinkSymbol symbol = linked.symbols().get(entry.symbol());
    Reach reach = interposition.reach(section, symbol);
    if (reach == Reach.GONE) {
      if (!ignoresWhatIsGone(section) && kind != RelocationKind.NONE) {
        throw RelocationRefusal.of(
            section,
            entry,
            symbol,
            symbol.section() == null
                ? " refers to a section that is no part of an image (SHF_EXCLUDE)"
                : " refers to " + symbol.section() + ", of which another object's copy was kept",
            symbol.section() == null ? "" : "compile both with one compiler");
      }
      return;
    }
    refuseMixture(section, entry, kind, symbol);
    collect(section, entry, kind, symbol, reach);
  }

  /** Tables that hold what is said of functions, of which some went. */
  static boolean ignoresWhatIsGone(InputSection section) {
    return !section.has(InputSection.SHF_ALLOC) || section.name().startsWith(".gcc_except_table");
  }

  private static void refuseMixture(
      InputSection section, RelocationEntry entry, RelocationKind kind, LinkSymbol symbol) {
    boolean address =
        switch (kind.formula()) {
          case ADDRESS, RELATIVE, CALL, SLOT_OFFSET, SLOT_RELATIVE, FROM_TABLE, CALL_FROM_TABLE ->
              true;
          default -> false;
        };
    boolean offset =
        switch (kind.formula()) {
          case TLS_PAIR, TLS_OFFSET, THREAD_SLOT, THREAD_OFFSET, DESCRIPTOR -> true;
          default -> false;
        };
    if (address && symbol.threadLocal()) {
      throw RelocationRefusal.of(
          section, entry, symbol, " takes an address, and the symbol is thread-local", "");
    }
    if (offset && symbol.defined() && !symbol.threadLocal()) {
      throw RelocationRefusal.of(
          section, entry, symbol, " is for thread-local symbols, and this is none", "");
    }
  }

  private void collect(
      InputSection section,
      RelocationEntry entry,
      RelocationKind kind,
      LinkSymbol symbol,
      Reach reach) {
    switch (kind.formula()) {
      case NOTHING, TABLE_RELATIVE -> {}
      case ADDRESS -> address(section, entry, kind, symbol, reach);
      case RELATIVE -> relative(section, entry, symbol, reach);
      case CALL, CALL_FROM_TABLE -> call(section, entry, symbol, reach);
      case SLOT_OFFSET, SLOT_RELATIVE -> {
        if (!SlotRelaxation.applies(section, entry, symbol, reach)) {
          demands.slot(GotSlot.Use.ADDRESS, symbol, reach);
        }
      }
      case FROM_TABLE -> fromTable(section, entry, symbol, reach);
      case SIZE -> {
        if (!symbol.defined() && reach == Reach.ELSEWHERE) {
          dynamic(section, entry, entry.type(), symbol, null);
        }
      }
      case TLS_PAIR -> threadLocal(section, entry, symbol, reach, GotSlot.Use.PAIR);
      case TLS_MODULE -> demands.slot(GotSlot.Use.MODULE, null, Reach.HERE);
      case TLS_OFFSET -> offset(section, entry, kind, symbol, reach);
      case THREAD_SLOT -> threadLocal(section, entry, symbol, reach, GotSlot.Use.THREAD);
      case THREAD_OFFSET -> threadOffset(section, entry, kind, symbol, reach);
      case DESCRIPTOR -> threadLocal(section, entry, symbol, reach, GotSlot.Use.DESCRIPTOR);
    }
  }

  private void address(
      InputSection section,
      RelocationEntry entry,
      RelocationKind kind,
      LinkSymbol symbol,
      Reach reach) {
    if (reach == Reach.NUMBER || reach == Reach.NOTHING) {
      return;
    }
    if (kind != RelocationKind.WORD64) {
      throw RelocationRefusal.of(
          section,
          entry,
          symbol,
          " is an address of "
              + 8 * kind.width()
              + " bits, and a shared object may be anywhere in 64",
          RelocationRefusal.PIC);
    }
    switch (reach) {
      case HERE -> dynamic(section, entry, R_X86_64_RELATIVE, null, symbol);
      case ELSEWHERE -> dynamic(section, entry, R_X86_64_64, symbol, null);
      default -> {
        if (entry.addend() != 0) {
          throw RelocationRefusal.of(
              section,
              entry,
              symbol,
              " + " + entry.addend() + " is within an indirect function",
              "");
        }
        dynamic(section, entry, R_X86_64_IRELATIVE, null, symbol);
      }
    }
  }

  private void dynamic(
      InputSection section, RelocationEntry entry, int type, LinkSymbol symbol, LinkSymbol target) {
    if (section.has(InputSection.SHF_EXECINSTR)) {
      throw RelocationRefusal.of(
          section,
          entry,
          symbol == null ? target : symbol,
          " is an address within code, which would have to be writable (text relocations)",
          RelocationRefusal.PIC);
    }
    demands.relocation(
        new DynamicRelocation(section, entry.offset(), type, symbol, target, entry.addend()));
  }

  private void relative(
      InputSection section, RelocationEntry entry, LinkSymbol symbol, Reach reach) {
    boolean branch = Interposition.isBranch(section, entry);
    switch (reach) {
      case HERE -> {}
      case INDIRECT -> {
        if (branch) {
          demands.entry(symbol, reach);
        } else {
          demands.addressOfEntry(symbol);
        }
      }
      case ELSEWHERE -> {
        if (!branch) {
          throw RelocationRefusal.of(
              section,
              entry,
              symbol,
              " addresses directly what may be in another library",
              RelocationRefusal.PIC);
        }
        demands.entry(symbol, reach);
      }
      default -> {
        if (!branch) {
          refuseNumber(section, entry, symbol);
        }
        refuseAbsolute(section, entry, symbol, reach);
      }
    }
  }

  private void call(InputSection section, RelocationEntry entry, LinkSymbol symbol, Reach reach) {
    switch (reach) {
      case ELSEWHERE, INDIRECT -> demands.entry(symbol, reach);
      default -> refuseAbsolute(section, entry, symbol, reach);
    }
  }

  private static void refuseAbsolute(
      InputSection section, RelocationEntry entry, LinkSymbol symbol, Reach reach) {
    if (reach == Reach.NUMBER) {
      refuseNumber(section, entry, symbol);
    }
  }

  private static void refuseNumber(InputSection section, RelocationEntry entry, LinkSymbol symbol) {
    throw RelocationRefusal.of(
        section,
        entry,
        symbol,
        " is a distance to a number, and a shared object may be anywhere",
        RelocationRefusal.PIC);
  }

  private void fromTable(
      InputSection section, RelocationEntry entry, LinkSymbol symbol, Reach reach) {
    switch (reach) {
      case HERE -> {}
      case INDIRECT -> demands.addressOfEntry(symbol);
      case ELSEWHERE ->
          throw RelocationRefusal.of(
              section,
              entry,
              symbol,
              " is a distance to what may be in another library",
              RelocationRefusal.PIC);
      default -> refuseNumber(section, entry, symbol);
    }
  }

  private void threadLocal(
      InputSection section,
      RelocationEntry entry,
      LinkSymbol symbol,
      Reach reach,
      GotSlot.Use use) {
    if (reach != Reach.HERE && reach != Reach.ELSEWHERE) {
      throw RelocationRefusal.of(section, entry, symbol, " is for a symbol that is nowhere", "");
    }
    demands.slot(use, symbol, reach);
  }

  private void offset(
      InputSection section,
      RelocationEntry entry,
      RelocationKind kind,
      LinkSymbol symbol,
      Reach reach) {
    if (reach == Reach.HERE) {
      return;
    }
    if (reach != Reach.ELSEWHERE || kind != RelocationKind.DTPOFF64) {
      throw RelocationRefusal.of(
          section,
          entry,
          symbol,
          " is an offset in this image's thread-local block, and the symbol may be in another's",
          RelocationRefusal.PIC);
    }
    dynamic(section, entry, entry.type(), symbol, null);
  }

  private void threadOffset(
      InputSection section,
      RelocationEntry entry,
      RelocationKind kind,
      LinkSymbol symbol,
      Reach reach) {
    if (kind != RelocationKind.TPOFF64 || (reach != Reach.HERE && reach != Reach.ELSEWHERE)) {
      throw RelocationRefusal.of(
          section,
          entry,
          symbol,
          " is an offset from the thread pointer (TLS model local-exec), which only programs know",
          "compile with -fPIC, or with -ftls-model=initial-exec");
    }
    boolean elsewhere = reach == Reach.ELSEWHERE;
    dynamic(section, entry, entry.type(), elsewhere ? symbol : null, elsewhere ? null : symbol);
    demands.usesStaticTls();
  }
}
