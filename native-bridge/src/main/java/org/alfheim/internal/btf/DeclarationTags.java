package org.alfheim.internal.btf;

import java.util.ArrayList;
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

  /** The first tag of each type, and the next one of each tag: no sort, which is slow at first. */
  private final int[] first;

  private final int[] next;

  DeclarationTags(BtfTable table, BtfStrings strings) {
    this.table = table;
    this.strings = strings;
    this.first = new int[table.count()];
    this.next = new int[table.count()];
    // From the last to the first, so that they are in the order of the file.
    for (int id = table.count() - 1; id > 0; id--) {
      if (table.kind(id) == BtfKind.DECL_TAG && table.bytes().i32(table.following(id)) == WHOLE) {
        int marked = table.target(id);
        if (marked > 0 && marked < first.length) {
          next[id] = first[marked];
          first[marked] = id;
        }
      }
    }
  }

  /** What is attached to a type, in the order of the file. */
  List<String> of(int id) {
    List<String> tags = new ArrayList<>();
    for (int tag = first[id]; tag != 0; tag = next[tag]) {
      tags.add(strings.get(table.nameOffset(tag), table.offset(tag)));
    }
    return tags;
  }

  /** Whether a text is attached to a type. */
  boolean has(int id, String text) {
    return of(id).contains(text);
  }
}
