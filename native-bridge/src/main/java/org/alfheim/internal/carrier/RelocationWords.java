package org.alfheim.internal.carrier;

import org.alfheim.internal.relocation.Slots;

/** A table of relocations with addends, as it is written into a carrier. */
final class RelocationWords {
  private static final int WORDS = 3;

  private final long[] all;
  private int used;

  RelocationWords(int count) {
    all = new long[Math.multiplyExact(count, WORDS)];
  }

  void add(long place, int type, int symbol, long addend) {
    all[used] = place;
    all[used + 1] = (long) symbol << 32 | type;
    all[used + 2] = addend;
    used += WORDS;
  }

  /** Adds what fills an image's slots. */
  void add(Slots slots, long place) {
    used = slots.relocate(place, all, used);
  }

  long[] all() {
    return all;
  }
}
