package org.alfheim.internal.relocation;

import static org.alfheim.elf.RelocationType.R_X86_64_TLSDESC;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;

/**
 * The {@link Slot}s of an image in the order of their words. A large library has thousands, and
 * whoever goes through all of them does so in arrays; as values they are made when they are asked
 * for.
 */
public final class Slots extends AbstractList<Slot> implements RandomAccess {
  private static final int RELA_WORDS = 3;
  private static final long WORD = 8;

  private final int[] types;
  private final int[] symbols;
  private final long[] addends;
  private final boolean[] imported;
  private final int count;
  private final int words;

  private Slots(Builder builder) {
    this.types = builder.types;
    this.symbols = builder.symbols;
    this.addends = builder.addends;
    this.imported = builder.imported;
    this.count = builder.count;
    this.words = builder.words;
  }

  /**
   * The slots of a list; those of one that lies in arrays already are the same.
   *
   * @param slots the slots
   * @param image the image that they are for
   */
  public static Slots of(List<Slot> slots, SharedObject image) {
    if (slots instanceof Slots same) {
      return same;
    }
    Builder builder = new Builder();
    for (Slot slot : slots) {
      builder.add(slot.type(), slot.symbol(), slot.addend(), slot.imported(image));
    }
    return builder.build();
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Slot get(int index) {
    return new Slot(types[index], symbols[index], addends[index]);
  }

  /** How many words of 8 bytes they have together. */
  public int words() {
    return words;
  }

  /**
   * Whether one stands for a symbol of a name that another image has to define.
   *
   * @param table the image's symbols
   * @param name the name, in ASCII
   */
  public boolean imports(SymbolTable table, String name) {
    for (int i = 0; i < count; i++) {
      if (imported[i] && table.named(symbols[i], name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is one whose value is a fixed offset in thread-local storage. */
  public boolean hasThreadOffsets() {
    for (int i = 0; i < count; i++) {
      if (Slot.isThreadOffset(types[i])) {
        return true;
      }
    }
    return false;
  }

  /**
   * Writes the relocations (gABI, "Relocation") by which ld.so fills them.
   *
   * @param place where the first word lies
   * @param relocations is filled, three words for each slot
   * @param from where they begin in it
   * @return where they end in it
   */
  public int relocate(long place, long[] relocations, int from) {
    long next = place;
    int at = from;
    for (int i = 0; i < count; i++) {
      int type = types[i];
      relocations[at] = next;
      relocations[at + 1] = (long) symbols[i] << 32 | type;
      relocations[at + 2] = addends[i];
      at += RELA_WORDS;
      next += type == R_X86_64_TLSDESC ? 2 * WORD : WORD;
    }
    return at;
  }

  /** Collects slots in order. */
  static final class Builder {
    private int[] types = new int[16];
    private int[] symbols = new int[16];
    private long[] addends = new long[16];
    private boolean[] imported = new boolean[16];
    private int count;
    private int words;

    /**
     * Adds a slot.
     *
     * @param other whether another image has to define the symbol
     * @return the index of its first word
     */
    int add(int type, int symbol, long addend, boolean other) {
      if (count == types.length) {
        int capacity = Math.multiplyExact(count, 2);
        types = Arrays.copyOf(types, capacity);
        symbols = Arrays.copyOf(symbols, capacity);
        addends = Arrays.copyOf(addends, capacity);
        imported = Arrays.copyOf(imported, capacity);
      }
      types[count] = type;
      symbols[count] = symbol;
      addends[count] = addend;
      imported[count] = other;
      count++;
      int first = words;
      words += type == R_X86_64_TLSDESC ? 2 : 1;
      return first;
    }

    /** The slots; nothing is added afterwards. */
    Slots build() {
      return new Slots(this);
    }
  }
}
