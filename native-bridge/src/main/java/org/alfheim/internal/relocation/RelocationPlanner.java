package org.alfheim.internal.relocation;

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
import org.alfheim.internal.amd64.ElfLayouts;
import org.alfheim.plugin.Waiver;

/**
 * Turns an image's relocations (psABI, "Relocation Types") into {@link Fixups} and {@link Slot}s.
 *
 * <p>A symbol that no other object can take the place of (local, hidden, protected, or bound by
 * {@code -Bsymbolic}) is the image's own and needs only the load bias. For every other one ld.so is
 * asked, also where the image defines it: the process may have a definition that comes first.
 */
public final class RelocationPlanner {
  /** Of {@code st_info}: the type. */
  private static final int TYPE = 0xf;

  /** Of {@code st_info}: the binding, 0 if it is STB_LOCAL. */
  private static final int BINDING = 0xf0;

  /** Of {@code st_other}, 8 bits further on: the visibility, 0 if it is STV_DEFAULT. */
  private static final int VISIBILITY = 0x300;

  /** How many relocations are read at once; see {@link RelocationTable#copy}. */
  private static final int PIECE = 64;

  private static final int STT_GNU_IFUNC = 10;

  /** A symbol that no other object can take the place of. */
  private static final int OWN = -1;

  /** A value for which ld.so is not asked. */
  private static final long NO_SLOT = -1;

  /** A symbol that another object has to define; what is neither has 0. */
  private static final int IMPORTED = -2;

  private final SharedObject image;
  private final SymbolTable symbols;
  private final boolean symbolic;
  private final boolean textRelocations;
  private final Set<ProgramHeader> patched = new LinkedHashSet<>();
  private final Fixups.Builder fixups;
  private final List<long[]> resolved = new ArrayList<>();
  private final Slots.Builder slots = new Slots.Builder();
  private final Map<Slot, Integer> otherSlots = new HashMap<>();

  /** For each symbol 1 + the index of its slot; until it has one, what it is. */
  private final int[] addressSlots;

  /** The symbols that have been found to be thread-local, by index. */
  private final BitSet threadLocals = new BitSet();

  private final List<CarrierRelocation> tlsRelocations = new ArrayList<>();
  private final Optional<ProgramHeader> tls;
  private final long tlsStart;

  /** The bytes of the thread-local image; such that nothing is in it where there is none. */
  private final long tlsSize;

  /** Addresses that are added together. */
  private final long[] pieceTargets = new long[PIECE];

  private final long[] pieceOperands = new long[PIECE];
  private final int[] pieceSlots = new int[PIECE];

  /** The writable segment that the last relocation was in: the next one is too, as a rule. */
  private long writableStart;

  private long writableSize;

  public RelocationPlanner(SharedObject image, boolean textRelocations) {
    this.image = image;
    this.symbols = image.symbols();
    this.symbolic = image.symbolic();
    this.textRelocations = textRelocations;
    this.addressSlots = classified();
    this.tls = image.segment(ProgramHeader.PT_TLS);
    this.tlsStart = tls.isPresent() ? tls.get().vaddr().value() : 0;
    this.tlsSize = tls.isPresent() ? tls.get().fileSize() : Long.MIN_VALUE;
    this.fixups =
        new Fixups.Builder(
            image.rela().count() - image.rela().relativeRun() + image.jumpRelocations().count());
  }

  /** What each symbol is: by its fields, all of them at once. */
  private int[] classified() {
    int[] classes = new int[symbols.count()];
    long[] piece = new long[PIECE * SymbolTable.WORDS];
    int from = 0;
    for (int read = symbols.copy(0, piece); read > 0; read = symbols.copy(from, piece)) {
      classify(piece, read * SymbolTable.WORDS, classes, from);
      from += read;
    }
    if (classes.length > 0) {
      /* A relocation without a symbol means the image. */
      classes[0] = OWN;
    }
    return classes;
  }

  private void classify(long[] words, int end, int[] classes, int from) {
    int index = from;
    for (int at = 0; at < end; at += SymbolTable.WORDS) {
      /* st_info, st_other, st_shndx. */
      int head = (int) (words[at] >>> 32);
      if ((head & BINDING) == 0 || (head & VISIBILITY) != 0) {
        classes[index] = OWN;
      } else if (head >>> 16 == ElfSymbol.SHN_UNDEF) {
        classes[index] = IMPORTED;
      } else if (symbolic || (head & TYPE) == STT_GNU_IFUNC) {
        classes[index] = OWN;
      }
      index++;
    }
  }

  public void plan() {
    if (image.relr().count() > 0) {
      image.relr().forEach(this::addPacked);
    }
    int run = image.rela().relativeRun();
    addRun(image.rela(), run);
    addAll(image.rela(), run, "DT_RELA");
    addAll(image.jumpRelocations(), 0, "DT_JMPREL");
  }

  /** Whether a relocation writes to a range. */
  public boolean writeTo(Vaddr start, long size) {
    for (long[] fixup : resolved) {
      if (Fixups.meet(fixup[0], 8, start.value(), size)) {
        return true;
      }
    }
    return !fixups.build().writing(start, size).isEmpty();
  }

  /** Adds a word that no relocation of the image asks for. */
  public void addConstant(Vaddr place, long value) {
    fixups.add(Fixup.Kind.CONSTANT, place.value(), value, 0);
  }

  public Fixups fixups() {
    for (long[] fixup : resolved) {
      boolean bound = fixup[2] != NO_SLOT;
      fixups.add(
          bound ? Fixup.Kind.INDIRECT : Fixup.Kind.RESOLVED,
          fixup[0],
          fixup[1],
          bound ? (int) fixup[2] : 0);
    }
    return fixups.build();
  }

  /** The segments that are not writable and have to be changed. */
  public Set<ProgramHeader> patched() {
    return patched;
  }

  public Slots slots() {
    return slots.build();
  }

  public Optional<TlsImage> tls() {
    return tls.isPresent()
        ? Optional.of(new TlsImage(tls.get(), tlsRelocations))
        : Optional.empty();
  }

  private void addPacked(long place) {
    checkPlace("DT_RELR", place, 8);
    fixups.add(Fixup.Kind.ADD_BIAS, place, 0, 0);
    if (inTlsImage("DT_RELR", place)) {
      long addend = image.contentAt(new Vaddr(place), 8).get(ElfLayouts.XWORD, 0);
      tlsRelocations.add(new CarrierRelocation(new Vaddr(place), R_X86_64_RELATIVE, 0, addend));
    }
  }

  /* Of a run that ascends the ends say it all, where both are in one segment. */
  private void addRun(RelocationTable table, int run) {
    if (run > 0
        && !(table.relativeRunAscends() && between(table.offset(0), table.offset(run - 1)))) {
      long[] piece = new long[PIECE * RelocationTable.WORDS];
      for (int from = 0; from < run; from += PIECE) {
        int read = Math.min(table.copy(from, piece), run - from);
        checkRun(piece, read * RelocationTable.WORDS);
      }
    }
    fixups.addRun(table, run, table.relativeRunAscends());
  }

  /** Whether relative relocations from one place to another are all in order. */
  private boolean between(long first, long last) {
    for (ProgramHeader load : image.loadSegments()) {
      if (load.writable() && load.contains(new Vaddr(first), 8)) {
        return load.contains(new Vaddr(last), 8)
            && (tls.isEmpty()
                || !Fixups.meet(
                    first, last - first + 8, tls.get().vaddr().value(), tls.get().fileSize()));
      }
    }
    return false;
  }

  private void checkRun(long[] words, int end) {
    boolean threads = tls.isPresent();
    for (int at = 0; at < end; at += RelocationTable.WORDS) {
      long place = words[at];
      if (!inWritable(place, 8)) {
        checkPlace("DT_RELA", place, 8);
      }
      if (threads && inTlsImage("DT_RELA", place)) {
        tlsRelocations.add(
            new CarrierRelocation(new Vaddr(place), R_X86_64_RELATIVE, 0, words[at + 2]));
      }
    }
  }

  private void addAll(RelocationTable table, int first, String name) {
    long[] piece = new long[PIECE * RelocationTable.WORDS];
    int from = first;
    for (int read = table.copy(from, piece); read > 0; read = table.copy(from, piece)) {
      addPiece(name, piece, read * RelocationTable.WORDS);
      from += read;
    }
  }

  private void addPiece(String name, long[] words, int end) {
    int at = 0;
    while (at < end) {
      at = addAddresses(name, words, at, end);
      if (at < end) {
        long info = words[at + 1];
        add(name, (int) info, words[at], (int) (info >>> 32), words[at + 2]);
        at += RelocationTable.WORDS;
      }
    }
  }

  /**
   * Nearly all that are not relative: addresses for which ld.so is asked, outside of thread-local
   * storage. They are added in few steps, as this is interpreted, as a rule.
   *
   * @return the place of the first word of one that is none of these
   */
  private int addAddresses(String name, long[] words, int start, int end) {
    int[] known = addressSlots;
    long[] targets = pieceTargets;
    long[] operands = pieceOperands;
    int count = 0;
    int at = start;
    while (at < end) {
      long place = words[at];
      int type = (int) words[at + 1];
      int symbol = (int) (words[at + 1] >>> 32);
      boolean whole = type == R_X86_64_64;
      if ((!whole && type != R_X86_64_JUMP_SLOT && type != R_X86_64_GLOB_DAT)
          || symbol == 0
          || known[symbol] == OWN
          || (place - tlsStart > -Long.BYTES && place - tlsStart < tlsSize)) {
        break;
      }
      long distance = place - writableStart;
      if (distance < 0 || distance > writableSize - Long.BYTES) {
        checkPlace(name, place, Long.BYTES);
      }
      int slot = known[symbol];
      targets[count] = place;
      operands[count] = whole ? words[at + 2] : 0;
      pieceSlots[count] = slot > 0 ? slot - 1 : addressSlot(symbol);
      count++;
      at += RelocationTable.WORDS;
    }
    fixups.addAddresses(targets, operands, pieceSlots, count);
    return at;
  }

  private void add(String table, int type, long place, int symbol, long addend) {
    switch (type) {
      case R_X86_64_NONE -> {}
      case R_X86_64_RELATIVE, R_X86_64_RELATIVE64 -> bias(table, place, addend);
      case R_X86_64_64 -> address(table, place, symbol, addend);
      case R_X86_64_GLOB_DAT, R_X86_64_JUMP_SLOT -> address(table, place, symbol, 0);
      case R_X86_64_IRELATIVE -> resolved(table, place, addend, NO_SLOT);
      case R_X86_64_DTPMOD64 ->
          put(Fixup.Kind.SLOT, table, place, 0, slot(type, own(symbol) ? 0 : symbol, 0));
      case R_X86_64_DTPOFF64 -> threadOffset(table, place, symbol, addend);
      case R_X86_64_TPOFF64 -> staticOffset(table, place, symbol, addend);
      case R_X86_64_TLSDESC -> descriptor(table, place, symbol, addend);
      case R_X86_64_SIZE64 -> size(table, place, symbol, addend, Fixup.Kind.CONSTANT);
      case R_X86_64_SIZE32 -> size(table, place, symbol, addend, Fixup.Kind.CONSTANT_32);
      case R_X86_64_32 -> place(Fixup.Kind.SLOT_32, table, place, symbol, addend);
      case R_X86_64_PC32 -> place(Fixup.Kind.SLOT_PC32, table, place, symbol, addend);
      case R_X86_64_PC64 -> place(Fixup.Kind.SLOT_PC64, table, place, symbol, addend);
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
      write(Fixup.Kind.SLOT, table, place, addend, addressSlot(symbol));
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
      resolved(
          table,
          place,
          symbols.value(symbol),
          bindable(symbol) ? slot(R_X86_64_GLOB_DAT, symbol, 0) : NO_SLOT);
    } else if (symbol != 0 && (symbols.section(symbol) == ElfSymbol.SHN_ABS || !defined(symbol))) {
      put(Fixup.Kind.CONSTANT, table, place, symbols.value(symbol) + addend, 0);
    } else {
      bias(table, place, symbols.value(symbol) + addend);
    }
  }

  /** An address in another form than a word of its own. */
  private void place(Fixup.Kind kind, String table, long place, int symbol, long addend) {
    if (own(symbol) && symbol != 0 && type(symbol) == ElfSymbol.Type.GNU_IFUNC) {
      throw refused(
          table,
          "a part of the address of the indirect function "
              + symbols.name(symbol)
              + " at "
              + new Vaddr(place),
          "compile the image with -fPIC");
    }
    put(kind, table, place, addend, addressSlot(symbol));
  }

  private void bias(String table, long place, long addend) {
    write(Fixup.Kind.BIAS, table, place, addend, 0);
    if (inTlsImage(table, place)) {
      tlsRelocations.add(new CarrierRelocation(new Vaddr(place), R_X86_64_RELATIVE, 0, addend));
    }
  }

  /** Whether a definition elsewhere may come before the image's own. */
  private boolean bindable(int symbol) {
    int head = symbols.info(symbol) | symbols.other(symbol) << 8;
    return !symbolic && (head & BINDING) != 0 && (head & VISIBILITY) == 0;
  }

  private void resolved(String table, long place, long resolver, long slot) {
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
    if (!inWritable(place, 8)) {
      throw refused(
          table,
          "an indirect function's address at " + new Vaddr(place) + " in code",
          "compile the image with -fPIC");
    }
    resolved.add(new long[] {place, resolver, slot});
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
    if (own(symbol)) {
      return slot(R_X86_64_GLOB_DAT, symbol, 0);
    }
    int known = addressSlots[symbol];
    if (known <= 0) {
      known = slots.add(R_X86_64_GLOB_DAT, symbol, 0, known == IMPORTED) + 1;
      addressSlots[symbol] = known;
    }
    return known - 1;
  }

  /** The index of a slot's first word; each distinct slot is there once. */
  private int slot(int type, int symbol, long addend) {
    Slot slot = new Slot(type, symbol, addend);
    Integer known = otherSlots.get(slot);
    if (known == null) {
      known = slots.add(type, symbol, addend, symbol != 0 && !defined(symbol));
      otherSlots.put(slot, known);
    }
    return known;
  }

  private boolean own(int symbol) {
    return symbol == 0 || addressSlots[symbol] == OWN;
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

  private boolean inWritable(long place, int width) {
    long distance = place - writableStart;
    return distance >= 0 && distance <= writableSize - width;
  }

  private void checkPlace(String table, long place, int width) {
    if (inWritable(place, width)) {
      return;
    }
    Vaddr target = new Vaddr(place);
    for (ProgramHeader load : image.loadSegments()) {
      if (load.contains(target, width)) {
        if (load.writable()) {
          writableStart = load.vaddr().value();
          writableSize = load.memorySize();
          return;
        }
        if (textRelocations) {
          patched.add(load);
          return;
        }
        throw refused(
            table,
            "a text relocation: the target " + target + " lies in a segment that is not writable",
            "compile the image with -fPIC, or " + Waiver.TEXT_RELOCATIONS.cure());
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
