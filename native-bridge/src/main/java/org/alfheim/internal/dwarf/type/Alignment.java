package org.alfheim.internal.dwarf.type;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.alfheim.internal.dwarf.attribute.Producer;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.DieCursor;

/**
 * What a structure is aligned by against its members' types (DW_AT_alignment, DWARF 5, 2.24; gcc
 * and clang write it into DWARF 4, too).
 */
final class Alignment {
  /** What is aligned by less is passed as all structures are. */
  private static final long STACK = 16;

  private static final int MOST_STRUCTURES = 1024;
  private static final int DEEPEST = 128;

  private final Deque<Die> unread = new ArrayDeque<>();
  private final Set<Long> seen = new HashSet<>();
  private long largest = 1;

  private Alignment() {}

  /**
   * What is asked for. gcc says it of the structure; clang only where the attribute stands, which
   * may be a member, or one of a structure inside. But a packed structure leaves the alignment of a
   * member's type out, and DWARF does not tell what is packed: so what is said inside is not known
   * of the structure, unless it is more than can be passed anyway. An older gcc says nothing at
   * all.
   */
  static OptionalLong of(Die structure) {
    if (structure.number(At.BYTE_SIZE) % STACK != 0) {
      return OptionalLong.of(1); // The size is a multiple of the alignment.
    }
    if (!Producer.saysAlignment(structure.unit().producer())) {
      return OptionalLong.empty();
    }
    long own = read(structure);
    return own > 1 ? OptionalLong.of(own) : new Alignment().inside(structure);
  }

  private OptionalLong inside(Die structure) {
    unread.add(structure);
    while (!unread.isEmpty()) {
      DieCursor children = unread.remove().children();
      while (children.nextChild()) {
        if (children.tag() == Tag.MEMBER || children.tag() == Tag.INHERITANCE) {
          member(children.die());
        }
      }
      if (seen.size() > MOST_STRUCTURES) {
        return OptionalLong.empty();
      }
    }
    return largest == STACK ? OptionalLong.empty() : OptionalLong.of(largest);
  }

  private void member(Die member) {
    largest = Math.max(largest, read(member));
    Die type = member.follow(At.TYPE);
    for (int i = 0; type != null && i < DEEPEST; i++) {
      switch (type.tag()) {
        case Tag.STRUCTURE_TYPE, Tag.UNION_TYPE, Tag.CLASS_TYPE -> {
          if (type.has(At.SIGNATURE)) {
            type = type.follow(At.SIGNATURE);
            continue;
          }
          largest = Math.max(largest, read(type));
          if (seen.add(type.id()) && type.hasChildren()) {
            unread.add(type);
          }
          return;
        }
        case Tag.TYPEDEF, Tag.ARRAY_TYPE -> type = type.follow(At.TYPE);
        default -> type = Tag.qualifier(type.tag()) ? type.follow(At.TYPE) : null;
      }
    }
  }

  private static long read(Die die) {
    long alignment = die.number(At.ALIGNMENT);
    if (alignment > 1 && Long.bitCount(alignment) != 1) {
      throw die.bad("DW_AT_alignment " + alignment + " is no power of two");
    }
    return Math.max(1, alignment);
  }
}
