package org.alfheim.internal.dwarf.index;

import java.util.function.LongConsumer;

/**
 * DIEs by a hash, of those with the same hash the best: 17 bytes for each, and as much again so
 * that they are found at once. Who asks for a hash has to look whether the DIE is the one.
 */
final class NameTable {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long[] hashes = new long[1 << 8];
  private long[] dies = new long[1 << 8];
  private byte[] ranks = new byte[1 << 8];
  private int count;

  private int slot(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) ((hash * GOLDEN) >>> 32) & mask;
    while (ranks[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /**
   * Takes a DIE, unless there is one that is as good.
   *
   * @param rank how good it is, from 1 on
   * @return whether there was none
   */
  public boolean put(long hash, long die, int rank) {
    int slot = slot(hash);
    boolean isNew = ranks[slot] == 0;
    if (isNew || ranks[slot] < rank) {
      hashes[slot] = hash;
      dies[slot] = die;
      ranks[slot] = (byte) rank;
    }
    if (isNew && ++count * 2 > hashes.length) {
      grow();
    }
    return isNew;
  }

  private void grow() {
    long[] oldHashes = hashes;
    long[] oldDies = dies;
    byte[] oldRanks = ranks;
    hashes = new long[oldHashes.length * 2];
    dies = new long[oldHashes.length * 2];
    ranks = new byte[oldHashes.length * 2];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldRanks[i] != 0) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        dies[slot] = oldDies[i];
        ranks[slot] = oldRanks[i];
      }
    }
  }

  /** The DIE of a hash; -1 if there is none. */
  public long get(long hash) {
    int slot = slot(hash);
    return ranks[slot] == 0 ? -1 : dies[slot];
  }

  /** How good the DIE of a hash is; 0 if there is none. */
  int rank(long hash) {
    return ranks[slot(hash)];
  }

  /** Gives all DIEs. */
  public void forEach(LongConsumer consumer) {
    for (int i = 0; i < ranks.length; i++) {
      if (ranks[i] != 0) {
        consumer.accept(dies[i]);
      }
    }
  }
}
