package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code .note.gnu.property} says of all code of an object or an image (x86-64 psABI, "Program
 * Property"; "Linux Extensions to gABI" 2.1.7): numbers by their pr_type.
 */
public final class GnuProperties {
  /** The linker's own code, which is in the way of nothing. */
  static final GnuProperties NEUTRAL = new GnuProperties(new TreeMap<>());

  private static final int NT_GNU_PROPERTY_TYPE_0 = 5;

  private final SortedMap<Integer, Long> values;

  GnuProperties(SortedMap<Integer, Long> values) {
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /** The numbers by pr_type, ascending as unsigned types are. */
  public SortedMap<Integer, Long> values() {
    return values;
  }

  /** Reads the content of a section; what is damaged in it says nothing. */
  static GnuProperties read(ByteBuffer notes) {
    SortedMap<Integer, Long> values = new TreeMap<>(Integer::compareUnsigned);
    int at = 0;
    while (at + 16 <= notes.limit()) {
      long names = notes.getInt(at) & 0xffffffffL;
      long size = notes.getInt(at + 4) & 0xffffffffL;
      long content = at + 12 + align(names, 4);
      long end = content + align(size, 8);
      if (names > notes.limit() || content + size > notes.limit()) {
        break;
      }
      if (notes.getInt(at + 8) == NT_GNU_PROPERTY_TYPE_0) {
        readValues(notes, (int) content, (int) (content + size), values);
      }
      if (end > notes.limit()) {
        break;
      }
      at = (int) end;
    }
    return new GnuProperties(values);
  }

  private static void readValues(
      ByteBuffer notes, int from, int end, SortedMap<Integer, Long> values) {
    int at = from;
    while (at + 8 <= end) {
      int type = notes.getInt(at);
      long size = notes.getInt(at + 4) & 0xffffffffL;
      long next = at + 8 + align(size, 8);
      if (at + 8 + size > end) {
        return;
      }
      PropertyRule rule = PropertyRule.of(type);
      if (rule != PropertyRule.UNKNOWN && rule.size() == size) {
        values.put(type, value(notes, at + 8, rule.size()));
      }
      if (next > end) {
        return;
      }
      at = (int) next;
    }
  }

  private static long value(ByteBuffer notes, int at, int size) {
    return switch (size) {
      case 0 -> 1;
      case 4 -> notes.getInt(at) & 0xffffffffL;
      default -> notes.getLong(at);
    };
  }

  private static long align(long value, long to) {
    return (value + to - 1) & -to;
  }
}
