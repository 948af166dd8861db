package org.alfheim.internal.carrier;

import java.util.Arrays;
import java.util.OptionalLong;

/** Collects the entries of a dynamic section: tags and values in turn. */
public final class DynamicEntries {
  private long[] words = new long[64];
  private int count;

  public void add(long tag, long value) {
    if (count == words.length) {
      words = Arrays.copyOf(words, count * 2);
    }
    words[count++] = tag;
    words[count++] = value;
  }

  /** Adds an entry whose value there may be. */
  void add(long tag, OptionalLong value) {
    if (value.isPresent()) {
      add(tag, value.getAsLong());
    }
  }

  void addAll(DynamicEntries others) {
    for (int i = 0; i < others.count; i += 2) {
      add(others.words[i], others.words[i + 1]);
    }
  }

  public long[] toArray() {
    return Arrays.copyOf(words, count);
  }
}
