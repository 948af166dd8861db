package org.alfheim.linker.relocation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.alfheim.linker.symbol.LinkSymbol;

/**
 * What the relocations of an image need: slots, entries, imports, and work for the dynamic linker.
 */
public final class Demands {
  /** The words that the table begins with: the address of the dynamic section, and two spare. */
  public static final int HEADER_WORDS = 3;

  private static final int NONE = 0;

  private final int symbols;

  /** For each use the word where the slot of a symbol begins, by the symbol's number. */
  private final Map<GotSlot.Use, int[]> words = new EnumMap<>(GotSlot.Use.class);

  private final List<GotSlot> slots = new ArrayList<>();

  /** By the symbol's number one more than that of its entry. */
  private final int[] entryOf;

  private final List<LinkSymbol> entries = new ArrayList<>();
  private final BitSet addressed = new BitSet();
  private final BitSet imported = new BitSet();
  private final List<LinkSymbol> imports = new ArrayList<>();
  private final List<DynamicRelocation> relocations = new ArrayList<>();
  private int module = NONE;
  private int nextWord = HEADER_WORDS;
  private boolean staticTls;

  /**
   * No demands.
   *
   * @param symbols how many numbers of symbols there are
   */
  Demands(int symbols) {
    this.symbols = symbols;
    this.entryOf = new int[symbols];
  }

  /** A slot for a symbol, if it has none of this use. */
  void slot(GotSlot.Use use, LinkSymbol symbol) {
    int[] known = words.computeIfAbsent(use, _ -> new int[symbols]);
    if (known[symbol.number()] == NONE) {
      known[symbol.number()] = add(use, symbol);
    }
    staticTls |= use == GotSlot.Use.THREAD;
  }

  /** The slots that say which module this is. */
  void module() {
    module = module == NONE ? add(GotSlot.Use.MODULE, null) : module;
  }

  private int add(GotSlot.Use use, LinkSymbol symbol) {
    int word = nextWord;
    slots.add(new GotSlot(use, symbol, word));
    nextWord += use.words();
    return word;
  }

  /** An entry of the procedure linkage table, and the slot that it goes through. */
  void entry(LinkSymbol symbol) {
    if (entryOf[symbol.number()] == NONE) {
      entries.add(symbol);
      entryOf[symbol.number()] = entries.size();
      slot(GotSlot.Use.JUMP, symbol);
    }
  }

  /** The entry of an indirect function is its address wherever one is asked for. */
  void addressOfEntry(LinkSymbol symbol) {
    entry(symbol);
    addressed.set(symbol.number());
  }

  /** Something that another image has. */
  void imported(LinkSymbol symbol) {
    if (!imported.get(symbol.number())) {
      imported.set(symbol.number());
      imports.add(symbol);
    }
  }

  void relocation(DynamicRelocation relocation) {
    relocations.add(relocation);
    relocation.section().place().writtenWhenLoaded();
  }

  void usesStaticTls() {
    staticTls = true;
  }

  /** How many words the global offset table has. */
  public int words() {
    return nextWord;
  }

  /** The number of the word where the slot of a symbol begins. */
  int word(GotSlot.Use use, LinkSymbol symbol) {
    return words.get(use)[symbol.number()];
  }

  /** The number of the word where the slots of the module begin. */
  int moduleWord() {
    return module;
  }

  /** The slots in their order. */
  public List<GotSlot> slots() {
    return Collections.unmodifiableList(slots);
  }

  /** The symbols that have entries in the procedure linkage table, in the order of these. */
  public List<LinkSymbol> entries() {
    return Collections.unmodifiableList(entries);
  }

  /** Whether a symbol has an entry in the procedure linkage table. */
  boolean hasEntry(LinkSymbol symbol) {
    return symbol.number() >= 0 && entryOf[symbol.number()] != NONE;
  }

  /** The number of the entry that a symbol has in the procedure linkage table. */
  int entryNumber(LinkSymbol symbol) {
    return entryOf[symbol.number()] - 1;
  }

  /** Whether the address of an indirect function is that of its entry. */
  boolean isAddressed(LinkSymbol symbol) {
    return addressed.get(symbol.number());
  }

  /** What is referred to in what is loaded, and is in other images. */
  public List<LinkSymbol> imports() {
    return Collections.unmodifiableList(imports);
  }

  /** Whether the image needs room in the static thread-local block (DF_STATIC_TLS). */
  public boolean staticTls() {
    return staticTls;
  }

  /** What places of the image's sections leave to the dynamic linker. */
  List<DynamicRelocation> relocations() {
    return relocations;
  }
}
