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
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.symbol.LinkSymbol;

/** What the relocations of an image need: slots, entries, and work for the dynamic linker. */
public final class Demands {
  /** The words that the table begins with: the address of the dynamic section, and two spare. */
  public static final int HEADER_WORDS = 3;

  private final Map<GotSlot, Integer> slots = new LinkedHashMap<>();
  private final Map<LinkSymbol, Integer> entries = new LinkedHashMap<>();
  private final Map<LinkSymbol, Boolean> addressed = new HashMap<>();
  private final List<DynamicRelocation> relocations = new ArrayList<>();
  private final Set<InputSection> written = new HashSet<>();
  private final Map<LinkSymbol, Reach> reaches = new HashMap<>();
  private int words = HEADER_WORDS;
  private boolean staticTls;

  void slot(GotSlot.Use use, LinkSymbol symbol, Reach reach) {
    GotSlot slot = new GotSlot(use, symbol);
    if (slots.putIfAbsent(slot, words) == null) {
      words += use.words();
      if (symbol != null) {
        reaches.put(symbol, reach);
      }
    }
    staticTls |= use == GotSlot.Use.THREAD;
  }

  /** An entry of the procedure linkage table, and the slot that it goes through. */
  void entry(LinkSymbol symbol, Reach reach) {
    if (entries.putIfAbsent(symbol, entries.size()) == null) {
      slot(GotSlot.Use.JUMP, symbol, reach);
    }
  }

  /** The entry of an indirect function is its address wherever one is asked for. */
  void addressOfEntry(LinkSymbol symbol) {
    entry(symbol, Reach.INDIRECT);
    addressed.put(symbol, true);
  }

  void relocation(DynamicRelocation relocation) {
    relocations.add(relocation);
    written.add(relocation.section().origin());
  }

  void usesStaticTls() {
    staticTls = true;
  }

  /** The words of the global offset table. */
  public int words() {
    return words;
  }

  /** The number of the word where a slot begins. */
  public int word(GotSlot.Use use, LinkSymbol symbol) {
    return slots.get(new GotSlot(use, symbol));
  }

  /** The slots and the words where they begin. */
  public Map<GotSlot, Integer> slots() {
    return Collections.unmodifiableMap(slots);
  }

  /** The symbols that have entries in the procedure linkage table, with the numbers of these. */
  public Map<LinkSymbol, Integer> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** Whether the address of an indirect function is that of its entry. */
  boolean isAddressed(LinkSymbol symbol) {
    return addressed.containsKey(symbol);
  }

  /** Whether the image needs room in the static thread-local block (DF_STATIC_TLS). */
  public boolean staticTls() {
    return staticTls;
  }

  /** The sections in which the dynamic linker writes. */
  public Set<InputSection> written() {
    return Collections.unmodifiableSet(written);
  }

  /** How a symbol that has a slot is reached. */
  Reach reach(LinkSymbol symbol) {
    return reaches.get(symbol);
  }

  /**
   * All relocations for the dynamic linker, once the table itself has a place.
   *
   * @param table the section of the global offset table
   * @param plt the section of the procedure linkage table
   */
  public List<DynamicRelocation> dynamic(InputSection table, InputSection plt) {
    List<DynamicRelocation> all = new ArrayList<>();
    for (DynamicRelocation relocation : relocations) {
      all.add(withEntryAsAddress(relocation, plt));
    }
    slots.forEach((slot, word) -> addSlot(all, table, plt, slot, 8L * word));
    return all;
  }

  private DynamicRelocation withEntryAsAddress(DynamicRelocation relocation, InputSection plt) {
    if (relocation.type() == R_X86_64_IRELATIVE && isAddressed(relocation.target())) {
      return relative(relocation.section(), relocation.offset(), entryOf(relocation.target(), plt));
    }
    return relocation;
  }

  private LinkSymbol entryOf(LinkSymbol symbol, InputSection plt) {
    return LinkSymbol.ofPlace(plt, (long) ProcedureLinkage.ENTRY * entries.get(symbol));
  }

  private static DynamicRelocation relative(InputSection section, long offset, LinkSymbol target) {
    return new DynamicRelocation(section, offset, R_X86_64_RELATIVE, null, target, 0);
  }

  private void addSlot(
      List<DynamicRelocation> all,
      InputSection table,
      InputSection plt,
      GotSlot slot,
      long offset) {
    LinkSymbol symbol = slot.symbol();
    Reach reach = symbol == null ? Reach.HERE : reaches.get(symbol);
    boolean elsewhere = reach == Reach.ELSEWHERE;
    LinkSymbol looked = elsewhere ? symbol : null;
    LinkSymbol target = elsewhere ? null : symbol;
    switch (slot.use()) {
      case ADDRESS -> {
        switch (reach) {
          case ELSEWHERE -> all.add(at(table, offset, R_X86_64_GLOB_DAT, symbol, null));
          case HERE -> all.add(relative(table, offset, symbol));
          case INDIRECT ->
              all.add(
                  isAddressed(symbol)
                      ? relative(table, offset, entryOf(symbol, plt))
                      : at(table, offset, R_X86_64_IRELATIVE, null, symbol));
          case NUMBER, NOTHING, GONE -> {}
        }
      }
      case JUMP ->
          all.add(
              elsewhere
                  ? at(table, offset, R_X86_64_JUMP_SLOT, symbol, null)
                  : at(table, offset, R_X86_64_IRELATIVE, null, symbol));
      case PAIR -> {
        all.add(at(table, offset, R_X86_64_DTPMOD64, looked, null));
        if (elsewhere) {
          all.add(at(table, offset + 8, R_X86_64_DTPOFF64, symbol, null));
        }
      }
      case MODULE -> all.add(at(table, offset, R_X86_64_DTPMOD64, null, null));
      case THREAD -> all.add(at(table, offset, R_X86_64_TPOFF64, looked, target));
      case DESCRIPTOR -> all.add(at(table, offset, R_X86_64_TLSDESC, looked, target));
    }
  }

  private static DynamicRelocation at(
      InputSection table, long offset, int type, LinkSymbol symbol, LinkSymbol target) {
    return new DynamicRelocation(table, offset, type, symbol, target, 0);
  }
}
