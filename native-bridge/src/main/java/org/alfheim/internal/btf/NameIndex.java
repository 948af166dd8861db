package org.alfheim.internal.btf;

/**
 * Which types have a name. No name becomes a string: an index of a hundred thousand names is two
 * arrays of numbers.
 */
final class NameIndex {
  /** How much of a name goes into its hash: names are long only where somebody means harm. */
  private static final int HASHED = 64;

  private final BtfTable table;
  private final BtfStrings strings;
  private final int[] first;
  private final int[] next;

  NameIndex(BtfTable table, BtfStrings strings) {
    this.table = table;
    this.strings = strings;
    this.first = new int[Integer.highestOneBit(Math.max(table.count(), 8)) * 2];
    this.next = new int[table.count()];
    // From the last to the first, so that a chain begins with the smallest number.
    for (int id = table.count() - 1; id > 0; id--) {
      if (named(table.kind(id))) {
        int place = strings.place(table.nameOffset(id), table.offset(id));
        if (table.bytes().u8(place) != 0) {
          int slot = slot(place);
          next[id] = first[slot];
          first[slot] = id;
        }
      }
    }
  }

  private static boolean named(BtfKind kind) {
    return kind.symbol()
        || kind.structure()
        || kind.enumeration()
        || kind == BtfKind.TYPEDEF
        || kind == BtfKind.FWD;
  }

  private int slot(int place) {
    BtfBytes bytes = table.bytes();
    int hash = 0;
    for (int i = 0; i < HASHED; i++) {
      int next = bytes.u8(place + i);
      if (next == 0) {
        break;
      }
      hash = hash * 31 + next;
    }
    return mixed(hash);
  }

  private int mixed(int hash) {
    return (hash ^ hash >>> 16) & first.length - 1;
  }

  /**
   * The first symbol of a name after another.
   *
   * @param name the name's bytes
   * @param after a symbol that this method gave for the name before, or 0
   * @return its number; 0 if there is none
   */
  int symbol(byte[] name, int after) {
    return find(name, after, true);
  }

  /**
   * The first type of a name after another.
   *
   * @param name the name's bytes
   * @param after a type that this method gave for the name before, or 0
   * @return its number; 0 if there is none
   */
  int type(byte[] name, int after) {
    return find(name, after, false);
  }

  private int find(byte[] name, int after, boolean symbol) {
    int hash = 0;
    for (int i = 0; i < Math.min(name.length, HASHED); i++) {
      hash = hash * 31 + (name[i] & 0xff);
    }
    int id = after == 0 ? first[mixed(hash)] : next[after];
    while (id != 0 && !(table.kind(id).symbol() == symbol && same(name, id))) {
      id = next[id];
    }
    return id;
  }

  private boolean same(byte[] name, int id) {
    BtfBytes bytes = table.bytes();
    int place = strings.place(table.nameOffset(id), table.offset(id));
    // The names end with NUL, which no name that is looked for has.
    for (int i = 0; i < name.length; i++) {
      int there = bytes.u8(place + i);
      if (there != (name[i] & 0xff) || there == 0) {
        return false;
      }
    }
    return bytes.u8(place + name.length) == 0;
  }
}
