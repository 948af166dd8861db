package org.alfheim.linker.relocation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * Writes what relocations give, by the formulas of the psABI; every overflow is found and named.
 */
public final class RelocationWriter {
  private static final int DISTANCE = 4;

  private final Addresses addresses;
  private final Interposition interposition;
  private final Demands demands;

  /**
   * A writer.
   *
   * @param addresses where everything is
   * @param interposition which definitions may give way
   * @param demands the slots and entries
   */
  public RelocationWriter(Addresses addresses, Interposition interposition, Demands demands) {
    this.addresses = addresses;
    this.interposition = interposition;
    this.demands = demands;
  }

  /**
   * Writes all that a section's relocations give.
   *
   * @param linked the section
   * @param out the image's bytes
   * @param start where the section begins in them
   */
  public void write(LinkedSection linked, byte[] out, int start) {
    SectionRelocations relocations = linked.relocations();
    if (relocations.isEmpty()) {
      return;
    }
    InputSection section = linked.section();
    if (!section.has(InputSection.SHF_ALLOC)) {
      writeUnloaded(linked, out, start);
      return;
    }
    boolean describes = Interposition.describesCode(section);
    long base = addresses.of(section, 0);
    for (int entry = 0; entry < relocations.size(); entry++) {
      LinkSymbol symbol = linked.symbol(entry);
      Reach reach =
          describes ? interposition.reachOfDescribed(symbol) : interposition.reach(symbol);
      write(section, entry, symbol, reach, base, out, start);
    }
  }

  private void write(
      InputSection section,
      int entry,
      LinkSymbol symbol,
      Reach reach,
      long base,
      byte[] out,
      int start) {
    SectionRelocations relocations = section.relocations();
    RelocationKind kind = RelocationKind.of(relocations.type(entry));
    if (kind.formula() == RelocationKind.Formula.NOTHING) {
      return;
    }
    long place = base + relocations.offset(entry);
    int at = start + (int) relocations.offset(entry);
    if (reach == Reach.GONE) {
      put(out, at, kind.width(), 0);
      return;
    }
    if (kind.formula() == RelocationKind.Formula.SLOT_RELATIVE
        && SlotRelaxation.applies(section, entry, symbol, reach)) {
      long distance = addresses.of(symbol, relocations.addend(entry), DISTANCE) - place;
      check(section, entry, kind, symbol, distance);
      SlotRelaxation.write(ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN), at, (int) distance);
      return;
    }
    long value = value(section, entry, kind, symbol, reach, place);
    check(section, entry, kind, symbol, value);
    put(out, at, kind.width(), value);
  }

  private static void check(
      InputSection section, int entry, RelocationKind kind, LinkSymbol symbol, long value) {
    if (!kind.fits(value)) {
      throw RelocationRefusal.overflow(section, entry, symbol, value);
    }
  }

  private long value(
      InputSection section,
      int entry,
      RelocationKind kind,
      LinkSymbol symbol,
      Reach reach,
      long place) {
    long addend = section.relocations().addend(entry);
    return switch (kind.formula()) {
      case NOTHING -> 0;
      case ADDRESS -> address(symbol, reach, addend);
      case RELATIVE, CALL -> target(section, addend, symbol, reach) - place;
      case FROM_TABLE, CALL_FROM_TABLE ->
          target(section, addend, symbol, reach) - addresses.table();
      case TABLE_RELATIVE -> addresses.table() + addend - place;
      case SLOT_OFFSET -> slot(GotSlot.Use.ADDRESS, symbol) - addresses.table() + addend;
      case SLOT_RELATIVE -> slot(GotSlot.Use.ADDRESS, symbol) + addend - place;
      case SIZE -> symbol.defined() ? symbol.size() + addend : 0;
      case TLS_PAIR -> slot(GotSlot.Use.PAIR, symbol) + addend - place;
      case TLS_MODULE -> addresses.table() + 8L * demands.moduleWord() + addend - place;
      case TLS_OFFSET -> reach == Reach.HERE ? offset(symbol, addend) : 0;
      case THREAD_SLOT -> slot(GotSlot.Use.THREAD, symbol) + addend - place;
      case THREAD_OFFSET -> 0;
      case DESCRIPTOR -> slot(GotSlot.Use.DESCRIPTOR, symbol) + addend - place;
    };
  }

  /** What the dynamic linker writes anew; until then the place shows where it leads. */
  private long address(LinkSymbol symbol, Reach reach, long addend) {
    return switch (reach) {
      case HERE, NUMBER -> addresses.of(symbol, addend, 0);
      case NOTHING -> addend;
      default -> 0;
    };
  }

  private long target(InputSection section, long addend, LinkSymbol symbol, Reach reach) {
    if ((reach == Reach.ELSEWHERE || reach == Reach.INDIRECT) && demands.hasEntry(symbol)) {
      return ProcedureLinkage.address(addresses.plt(), demands, symbol) + addend;
    }
    int ahead = section.has(InputSection.SHF_EXECINSTR) ? DISTANCE : 0;
    return addresses.of(symbol, addend, ahead);
  }

  private long slot(GotSlot.Use use, LinkSymbol symbol) {
    return addresses.table() + 8L * demands.word(use, symbol);
  }

  private long offset(LinkSymbol symbol, long addend) {
    return addresses.of(symbol, addend, 0) - addresses.threadLocal();
  }

  /** Sections for debuggers: what is gone is 0, which no function is at. */
  private void writeUnloaded(LinkedSection linked, byte[] out, int start) {
    InputSection section = linked.section();
    SectionRelocations relocations = linked.relocations();
    for (int entry = 0; entry < relocations.size(); entry++) {
      RelocationKind kind = RelocationKind.of(relocations.type(entry));
      if (kind == null) {
        throw RelocationRefusal.unknown(section, entry);
      }
      if (kind.formula() != RelocationKind.Formula.NOTHING) {
        LinkSymbol symbol = linked.symbol(entry);
        long value = unloaded(section, entry, kind, symbol);
        check(section, entry, kind, symbol, value);
        put(out, start + (int) relocations.offset(entry), kind.width(), value);
      }
    }
  }

  private long unloaded(InputSection section, int entry, RelocationKind kind, LinkSymbol symbol) {
    long addend = section.relocations().addend(entry);
    return switch (kind.formula()) {
      case ADDRESS -> unloadedAddress(section, addend, symbol);
      case TLS_OFFSET -> symbol.kind() == LinkSymbol.Kind.DEFINED ? offset(symbol, addend) : addend;
      case SIZE -> symbol.size() + addend;
      case RELATIVE ->
          symbol.kind() == LinkSymbol.Kind.DISCARDED
              ? 0
              : addresses.of(symbol, addend, 0)
                  - addresses.of(section, section.relocations().offset(entry));
      default ->
          throw RelocationRefusal.of(
              section, entry, symbol, " is not for a section that is not loaded", "");
    };
  }

  private long unloadedAddress(InputSection section, long addend, LinkSymbol symbol) {
    if (symbol.kind() == LinkSymbol.Kind.DISCARDED) {
      /* A pair of 0 would end the list (DWARF 4, 2.6.2 and 2.17.3). */
      return section.name().equals(".debug_loc") || section.name().equals(".debug_ranges") ? 1 : 0;
    }
    return symbol.kind() == LinkSymbol.Kind.UNDEFINED ? 0 : addresses.of(symbol, addend, 0);
  }

  /** Byte by byte: what runs once is interpreted, and there a call costs more than a byte. */
  private static void put(byte[] out, int at, int width, long value) {
    for (int i = 0; i < width; i++) {
      out[at + i] = (byte) (value >> (8 * i));
    }
  }
}
