package org.alfheim.types;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.alfheim.types.StructureType.Member;

/**
 * How many members a structure has with those of all structures in it, each as often as it is
 * there. A union of unions of one byte may have more than there is memory to describe them.
 */
final class Extent {
  private final long most;
  private final Map<StructureType, Long> known = new HashMap<>();

  /** Counts up to a limit, which also stands for what contains itself. */
  Extent(long most) {
    this.most = most;
  }

  long of(CType type) {
    return switch (type.resolved()) {
      case StructureType structure -> structure(structure);
      case ArrayType array -> {
        OptionalLong length = array.length();
        yield length.isEmpty() ? 1 : capped(length.getAsLong(), of(array.element()));
      }
      default -> 1;
    };
  }

  private long structure(StructureType type) {
    Long before = known.putIfAbsent(type, most);
    if (before != null) {
      return before;
    }
    long count = 1;
    for (Member member : type.members()) {
      count = Math.min(most, count + of(member.type()));
    }
    known.put(type, count);
    return count;
  }

  private long capped(long length, long each) {
    // GNU C has arrays without elements, and arrays of those.
    return each != 0 && length > most / each ? most : length * each;
  }
}
