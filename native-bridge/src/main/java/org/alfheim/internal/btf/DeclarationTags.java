package org.alfheim.internal.btf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is attached to types as text (BTF_KIND_DECL_TAG), to a type as a whole and not to its
 * members.
 */
final class DeclarationTags {
  /** {@code component_idx} of what is said of the whole. */
  static final int WHOLE = -1;

  private final BtfTable table;
  private final BtfStrings strings;

  /** Pairs of what is marked (the upper half) and the tag, ascending. */
  private final long[] pairs;

  DeclarationTags(BtfTable table, BtfStrings strings) {
    this.table = table;
    this.strings = strings;
    long[] found = new long[16];
    int count = 0;
    for (int id = 1; id < table.count(); id++) {
      if (table.kind(id) == BtfKind.DECL_TAG && table.bytes().i32(table.following(id)) == WHOLE) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = (long) table.target(id) << Integer.SIZE | id;
      }
    }
    pairs = Arrays.copyOf(found, count);
    if (!isAscending(pairs)) { // Files have them so, and the first sort of a JVM costs more.
      Arrays.sort(pairs);
    }
  }

  private static boolean isAscending(long[] numbers) {
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i - 1] > numbers[i]) {
        return false;
      }
    }
    return true;
  }

  /** What is attached to a type, in the order of the file. */
  List<String> of(int id) {
    List<String> tags = new ArrayList<>();
    int place = Arrays.binarySearch(pairs, (long) id << Integer.SIZE);
    for (int i = -place - 1; i < pairs.length && pairs[i] >>> Integer.SIZE == id; i++) {
      int tag = (int) pairs[i];
      tags.add(strings.get(table.nameOffset(tag), table.offset(tag)));
    }
    return tags;
  }

  /** Whether a text is attached to a type. */
  boolean has(int id, String text) {
    return of(id).contains(text);
  }
}
