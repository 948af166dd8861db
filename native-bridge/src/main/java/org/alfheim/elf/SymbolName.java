package org.alfheim.elf;

import org.alfheim.names.RawText;

/** A symbol's name as the tables hold it, and its hashes. */
final class SymbolName {
  private static final int GNU_START = 5381;
  private static final char LAST_OF_ASCII = '\u007f';

  private SymbolName() {}

  /** The bytes of a name in a string table, without the NUL at its end. */
  static byte[] encode(String name) {
    return RawText.encode(name);
  }

  /** The hash of DT_GNU_HASH of a name, of which nothing is copied if it is ASCII. */
  static int gnuHash(String name) {
    int hash = GNU_START;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > LAST_OF_ASCII) {
        return gnuHash(encode(name));
      }
      hash = hash * 33 + c;
    }
    return hash;
  }

  /** The hash of DT_GNU_HASH: h = h * 33 + c from 5381. */
  static int gnuHash(byte[] name) {
    int hash = GNU_START;
    for (byte c : name) {
      hash = hash * 33 + (c & 0xff);
    }
    return hash;
  }

  /** The hash of DT_HASH and of versions (gABI, "Hash Table"). */
  static int sysvHash(byte[] name) {
    int hash = 0;
    for (byte c : name) {
      hash = (hash << 4) + (c & 0xff);
      hash ^= (hash >>> 24) & 0xf0;
      hash &= 0x0fffffff;
    }
    return hash;
  }
}
