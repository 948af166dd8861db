package org.alfheim.link;

import static org.alfheim.elf.RelocationType.*;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.elf.Vaddr;

/**
 * Turns an image's relocations (psABI, "Relocation Types") into {@link Fixups} and {@link Slot}s.
 *
 * <p>A symbol that no other object can take the place of (local, hidden, protected, or bound by
 * {@code -Bsymbolic}) is the image's own and needs only the load bias. For every other one ld.so is
 * asked, also where the image defines it: the process may have a definition that comes first.
 */
final class RelocationPlanner {
  /** Of {@code st_other}: the visibility, 0 if it is STV_DEFAULT. */
  private static final int VISIBILITY = 3;

  private final SharedObject image;
  private final SymbolTable symbols;
  private final boolean symbolic;
  private final boolean textRelocations;
  private final Set<ProgramHeader> patched = new LinkedHashSet<>();
  private final Fixups.Builder fixups;
  private final List<long[]> resolved = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final Map<Slot, Integer> otherSlots = new HashMap<>();
  private final int[] addressSlots;

  /** The symbols that have been found to be thread-local, by index. */
  private final BitSet threadLocals = new BitSet();

  private final List<CarrierRelocation> tlsRelocations = new ArrayList<>();
  private final Optional<ProgramHeader> tls;
  private int words;
  private ProgramHeader writable;

  RelocationPlanner(SharedObject image, boolean textRelocations) {
    this.image = image;
    this.symbols = image.symbols();
    this.symbolic = image.symbolic();
    this.textRelocations = textRelocations;
    this.addressSlots = new int[image.symbols().count()];
    this.tls = image.segment(ProgramHeader.PT_TLS);
    this.fixups = new Fixups.Builder(image.jumpRelocations().count());
  }

  void plan() {
    image.relr().forEach(this::addPacked);
    int run = image.rela().relativeRun();
    addRun(image.rela(), run);
    addAll(image.rela(), run, "DT_RELA");
    addAll(image.jumpRelocations(), 0, "DT_JMPREL");
  }

  /** Whether a relocation writes to a range. */
  boolean writeTo(Vaddr start, long size) {
    return fixups.build().writing(start, size).findAny().isPresent()
        || resolved.stream().anyMatch(fixup -> Fixups.meet(fixup[0], 8, start.value(), size));
  }

  /** Adds a word that no relocation of the image asks for. */
  void addConstant(Vaddr place, long value) {
    fixups.add(Fixup.Kind.CONSTANT, place.value(), value, 0);
  }

  Fixups fixups() {
    for (long[] fixup : resolved) {
      fixups.add(Fixup.Kind.RESOLVED, fixup[0], fixup[1], 0);
    }
    return fixups.build();
  }

  /** The segments that are not writable and have to be changed. */
  Set<ProgramHeader> patched() {
    return patched;
  }

  List<Slot> slots() {
    return slots;
  }

  Optional<TlsImage> tls() {
    return tls.map(segment -> new TlsImage(segment, tlsRelocations));
  }

  private void addPacked(long place) {
    checkPlace("DT_RELR", place, 8);
    fixups.add(Fixup.Kind.ADD_BIAS, place, 0, 0);
    if (inTlsImage("DT_RELR", place)) {
      long addend = image.contentAt(new Vaddr(place), 8).get(ElfLayouts.XWORD, 0);
      tlsRelocations.add(new CarrierRelocation(new Vaddr(place), R_X86_64_RELATIVE, 0, addend));
    }
  }

  /* The longest loop of an open: it looks only at what can be wrong. */
  private void addRun(RelocationTable table, int run) {
    long first = 0;
    long room = -1;
    long previous = 0;
    boolean ascending = true;
    for (int i = 0; i < run; i++) {
      long place = table.offset(i);
      if (room < 0 || Long.compareUnsigned(place - first, room) > 0) {
        checkPlace("DT_RELA", place, 8);
        if (writable != null && writable.contains(new Vaddr(place), 8)) {
          first = writable.vaddr().value();
          room = writable.memorySize() - 8;
        }
      }
      if (tls.isPresent() && inTlsImage("DT_RELA", place)) {
        tlsRelocations.add(
            new CarrierRelocation(new Vaddr(place), R_X86_64_RELATIVE, 0, table.addend(i)));
      }
      ascending &= i == 0 || Long.compareUnsigned(previous, place) < 0;
      previous = place;
    }
    fixups.addRun(table, run, ascending);
  }

  private void addAll(RelocationTable table, int from, String name) {
    int count = table.count();
    for (int i = from; i < count; i++) {
      int type = table.type(i);
      long place = table.offset(i);
      if (type == R_X86_64_RELATIVE) {
        bias(name, place, table.addend(i));
      } else {
        add(name, type, place, table.symbol(i), table.addend(i));
      }
    }
  }

  private void add(String table, int type, long place, int symbol, long addend) {
    switch (type) {
      case R_X86_64_NONE -> {}
      case R_X86_64_RELATIVE64 -> bias(table, place, addend);
      case R_X86_64_64 -> address(table, place, symbol, addend);
      case R_X86_64_GLOB_DAT, R_X86_64_JUMP_SLOT -> address(table, place, symbol, 0);
      case R_X86_64_IRELATIVE -> resolved(table, place, addend);
      case R_X86_64_DTPMOD64 ->
          put(Fixup.Kind.SLOT, table, place, 0, slot(type, own(symbol) ? 0 : symbol, 0));
      case R_X86_64_DTPOFF64 -> threadOffset(table, place, symbol, addend);
      case R_X86_64_TPOFF64 -> staticOffset(table, place, symbol, addend);
      case R_X86_64_TLSDESC -> descriptor(table, place, symbol, addend);
      case R_X86_64_SIZE64 -> size(table, place, symbol, addend, Fixup.Kind.CONSTANT);
      case R_X86_64_SIZE32 -> size(table, place, symbol, addend, Fixup.Kind.CONSTANT_32);
      case R_X86_64_32 -> put(Fixup.Kind.SLOT_32, table, place, addend, addressSlot(symbol));
      case R_X86_64_PC32 -> put(Fixup.Kind.SLOT_PC32, table, place, addend, addressSlot(symbol));
      case R_X86_64_PC64 -> put(Fixup.Kind.SLOT_PC64, table, place, addend, addressSlot(symbol));
      case R_X86_64_COPY ->
          throw refused(
              table,
              "a copy relocation against " + symbols.name(symbol),
              "only an executable may have one; link the image with -fPIC -shared");
      default ->
          throw refused(
              table,
              RelocationType.nameOf(type) + " at " + new Vaddr(place),
              "it has no meaning in a shared object of the x86-64 psABI");
    }
  }

  private void address(String table, long place, int symbol, long addend) {
    if (!own(symbol)) {
      write(Fixup.Kind.SLOT, table, place, addend, slot(R_X86_64_GLOB_DAT, symbol, 0));
      if (inTlsImage(table, place)) {
        tlsRelocations.add(new CarrierRelocation(new Vaddr(place), R_X86_64_64, symbol, addend));
      }
    } else if (type(symbol) == ElfSymbol.Type.GNU_IFUNC) {
      if (addend != 0) {
        throw refused(
            table,
            "an offset of " + addend + " from the indirect function " + symbols.name(symbol),
            "link the image again");
      }
      resolved(table, place, symbols.value(symbol));
    } else if (symbol != 0 && (symbols.section(symbol) == ElfSymbol.SHN_ABS || !defined(symbol))) {
      put(Fixup.Kind.CONSTANT, table, place, symbols.value(symbol) + addend, 0);
    } else {
      bias(table, place, symbols.value(symbol) + addend);
    }
  }

  private void bias(String table, long place, long addend) {
    write(Fixup.Kind.BIAS, table, place, addend, 0);
    if (inTlsImage(table, place)) {
      tlsRelocations.add(new CarrierRelocation(new Vaddr(place), R_X86_64_RELATIVE, 0, addend));
    }
  }

  private void resolved(String table, long place, long resolver) {
    checkPlace(table, place, 8);
    if (!Layout.executable(image, new Vaddr(resolver))) {
      throw refused(
          table,
          "an indirect function's resolver at "
              + new Vaddr(resolver)
              + " is outside the image's code",
          "the image is damaged");
    }
    if (reachesTlsImage(place, 8)) {
      throw refused(
          table,
          "an indirect function's address at " + new Vaddr(place) + " in thread-local storage",
          "store it when the thread starts instead");
    }
    if (writable == null || !writable.contains(new Vaddr(place), 8)) {
      throw refused(
          table,
          "an indirect function's address at " + new Vaddr(place) + " in code",
          "compile the image with -fPIC");
    }
    resolved.add(new long[] {place, resolver});
  }

  private void threadOffset(String table, long place, int symbol, long addend) {
    if (own(symbol)) {
      put(Fixup.Kind.CONSTANT, table, place, symbols.value(symbol) + addend, 0);
    } else {
      put(Fixup.Kind.SLOT, table, place, addend, slot(R_X86_64_DTPOFF64, symbol, 0));
    }
  }

  private void staticOffset(String table, long place, int symbol, long addend) {
    boolean own = own(symbol);
    long offset = own ? symbols.value(symbol) + addend : addend;
    checkTls(table, place, symbol);
    put(Fixup.Kind.SLOT, table, place, offset, slot(R_X86_64_TPOFF64, own ? 0 : symbol, 0));
  }

  private void descriptor(String table, long place, int symbol, long addend) {
    checkTls(table, place, symbol);
    int slot =
        own(symbol)
            ? slot(R_X86_64_TLSDESC, 0, symbols.value(symbol) + addend)
            : slot(R_X86_64_TLSDESC, symbol, addend);
    put(Fixup.Kind.DESCRIPTOR, table, place, 0, slot);
  }

  /** ld.so divides by the alignment of a module's thread-local storage, 0 where there is none. */
  private void checkTls(String table, long place, int symbol) {
    if (threadLocals.get(symbol)) {
      return;
    }
    boolean own = own(symbol);
    boolean none = tls.map(segment -> segment.memorySize() == 0).orElse(true);
    if (none && (own || new Slot(R_X86_64_TPOFF64, symbol, 0).definition(image).isPresent())) {
      throw refused(
          table,
          "the target "
              + new Vaddr(place)
              + " gets an offset in the image's thread-local storage, and there is none",
          "the image is damaged");
    }
    if (!own && type(symbol) != ElfSymbol.Type.TLS) {
      throw refused(
          table,
          "the target "
              + new Vaddr(place)
              + " gets an offset in thread-local storage of "
              + symbols.name(symbol)
              + ", which is not thread-local",
          "declare it as __thread where it is used and where it is defined");
    }
    threadLocals.set(symbol);
  }

  private void size(String table, long place, int symbol, long addend, Fixup.Kind kind) {
    if (own(symbol)) {
      put(kind, table, place, symbols.size(symbol) + addend, 0);
    } else {
      Fixup.Kind imported = kind == Fixup.Kind.CONSTANT_32 ? Fixup.Kind.SLOT_32 : Fixup.Kind.SLOT;
      put(imported, table, place, addend, slot(R_X86_64_SIZE64, symbol, 0));
    }
  }

  /** A fixup that a carrier's copy of the thread-local image cannot have. */
  private void put(Fixup.Kind kind, String table, long place, long operand, int slot) {
    if (reachesTlsImage(place, kind.width())) {
      throw refused(
          table,
          "a relocation at " + new Vaddr(place) + " in thread-local storage that is no address",
          "store the value when the thread starts instead");
    }
    write(kind, table, place, operand, slot);
  }

  private void write(Fixup.Kind kind, String table, long place, long operand, int slot) {
    checkPlace(table, place, kind.width());
    fixups.add(kind, place, operand, slot);
  }

  private int addressSlot(int symbol) {
    return slot(R_X86_64_GLOB_DAT, symbol, 0);
  }

  /** The index of a slot's first word; each distinct slot is there once. */
  private int slot(int type, int symbol, long addend) {
    if (type == R_X86_64_GLOB_DAT) {
      if (addressSlots[symbol] == 0) {
        addressSlots[symbol] = newSlot(new Slot(type, symbol, addend)) + 1;
      }
      return addressSlots[symbol] - 1;
    }
    Slot slot = new Slot(type, symbol, addend);
    Integer known = otherSlots.get(slot);
    if (known == null) {
      known = newSlot(slot);
      otherSlots.put(slot, known);
    }
    return known;
  }

  private int newSlot(Slot slot) {
    int first = words;
    slots.add(slot);
    words += slot.words();
    return first;
  }

  /* By its fields: to decode a name for each relocation would cost what the longest name costs. */
  private boolean own(int symbol) {
    return symbol == 0
        || symbols.local(symbol)
        || (symbols.other(symbol) & VISIBILITY) != 0
        || (defined(symbol) && (symbolic || type(symbol) == ElfSymbol.Type.GNU_IFUNC));
  }

  private boolean defined(int symbol) {
    return symbols.section(symbol) != ElfSymbol.SHN_UNDEF;
  }

  private ElfSymbol.Type type(int symbol) {
    return ElfSymbol.Type.ofInfo(symbols.info(symbol));
  }

  /**
   * Whether an address of 8 bytes lies in the thread-local image, so that its copy needs it too.
   */
  private boolean inTlsImage(String table, long place) {
    if (!reachesTlsImage(place, 8)) {
      return false;
    }
    if (!tls.get().contains(new Vaddr(place), 8) || tlsOffset(place) > tls.get().fileSize() - 8) {
      throw refused(
          table,
          "the target " + new Vaddr(place) + " crosses the edge of the thread-local image",
          "the image is damaged");
    }
    return true;
  }

  private boolean reachesTlsImage(long place, int width) {
    return tls.isPresent() && tlsOffset(place) > -width && tlsOffset(place) < tls.get().fileSize();
  }

  private long tlsOffset(long place) {
    return place - tls.get().vaddr().value();
  }

  private void checkPlace(String table, long place, int width) {
    Vaddr target = new Vaddr(place);
    if (writable != null && writable.contains(target, width)) {
      return;
    }
    for (ProgramHeader load : image.loadSegments()) {
      if (load.contains(target, width)) {
        if (load.writable()) {
          writable = load;
          return;
        }
        if (textRelocations) {
          patched.add(load);
          return;
        }
        throw refused(
            table,
            "a text relocation: the target " + target + " lies in a segment that is not writable",
            "compile the image with -fPIC, or open it with the waiver TEXT_RELOCATIONS");
      }
    }
    throw refused(
        table,
        "the target " + target + " lies outside the image's segments",
        "the image is damaged");
  }

  private ElfException refused(String table, String problem, String cure) {
    return new ElfException(image.name(), table, -1, problem, cure);
  }
}
