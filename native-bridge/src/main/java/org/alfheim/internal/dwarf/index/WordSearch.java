package org.alfheim.internal.dwarf.index;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.alfheim.internal.dwarf.section.SectionBytes;

/**
 * Looks for words of four bytes at every place of a section. Where they are few, eight places are
 * looked at in one step, so that a section takes about as long as it takes to read it from memory.
 */
final class WordSearch {
  private static final int FEW = 4;
  private static final int SAMPLES = 1 << 13;
  private static final long ONES = 0x0101010101010101L;

  private final int[] words;

  /**
   * A search.
   *
   * @param words the words, as they are read from a little-endian section
   */
  WordSearch(int[] words) {
    this.words = Arrays.stream(words).sorted().distinct().toArray();
  }

  /**
   * Looks for the words.
   *
   * @param section the section
   * @param found takes where each begins, a place perhaps more than once
   */
  void find(SectionBytes section, IntConsumer found) {
    if (words.length == 0) {
      return;
    }
    if (words.length > FEW) {
      many(section, found);
      return;
    }
    int[] counts = sample(section);
    for (int i = 0; i < words.length; i += 2) {
      two(section, words[i], words[Math.min(i + 1, words.length - 1)], counts, found);
    }
  }

  private static void two(
      SectionBytes section, int one, int other, int[] counts, IntConsumer found) {
    int onePlace = rarest(one, counts);
    int otherPlace = rarest(other, counts);
    long oneByte = byteOf(one, onePlace) * ONES;
    long otherByte = byteOf(other, otherPlace) * ONES;
    int at = 0;
    do {
      at = section.near(at, oneByte, otherByte);
      around(section, at - onePlace, one, found);
      around(section, at - otherPlace, other, found);
      at += Long.BYTES;
    } while (at < section.size());
  }

  /** How often each byte is in a section, by some of its places. */
  private static int[] sample(SectionBytes section) {
    int[] counts = new int[1 << Byte.SIZE];
    int step = 1 + section.size() / SAMPLES;
    for (int at = 0; at < section.size(); at += step) {
      counts[section.u1(at)]++;
    }
    return counts;
  }

  /** The place of the byte of a word that is rarest. */
  private static int rarest(int word, int[] counts) {
    int best = 0;
    for (int place = 1; place < Integer.BYTES; place++) {
      if (counts[byteOf(word, place)] < counts[byteOf(word, best)]) {
        best = place;
      }
    }
    return best;
  }

  private static int byteOf(int word, int place) {
    return (word >>> (Byte.SIZE * place)) & 0xff;
  }

  private static void around(SectionBytes section, int first, int word, IntConsumer found) {
    int last = Math.min(first + Long.BYTES - 1, section.size() - Integer.BYTES);
    for (int at = Math.max(first, 0); at <= last; at++) {
      if ((int) section.u4(at) == word) {
        found.accept(at);
      }
    }
  }

  private void many(SectionBytes section, IntConsumer found) {
    // A hash tells nearly all that is none of them.
    boolean[] possible = new boolean[1 << 16];
    for (int word : words) {
      possible[hash(word)] = true;
    }
    int last = section.size() - Integer.BYTES;
    for (int at = 0; at <= last; at++) {
      int word = (int) section.u4(at);
      if (possible[hash(word)] && Arrays.binarySearch(words, word) >= 0) {
        found.accept(at);
      }
    }
  }

  private static int hash(int word) {
    return (word * 0x9e3779b1) >>> 16;
  }
}
