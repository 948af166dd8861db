package org.alfheim.link;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alfheim.elf.Vaddr;

/**
 * All the {@link Fixup}s of an image, in the order in which they are applied. A large library has
 * hundreds of thousands, so they lie in arrays; {@link #stream} gives them as values.
 */
public final class Fixups {
  private static final Fixup.Kind[] KINDS = byNumber();
  private static final int KIND_BITS = 4;

  private final long[] targets;
  private final long[] operands;
  private final int[] slotsAndKinds;
  private final int count;

  private static Fixup.Kind[] byNumber() {
    Fixup.Kind[] kinds = new Fixup.Kind[Fixup.Kind.values().length];
    for (Fixup.Kind kind : Fixup.Kind.values()) {
      kinds[kind.number()] = kind;
    }
    return kinds;
  }

  private Fixups(Builder builder) {
    this.count = builder.count;
    this.targets = builder.targets;
    this.operands = builder.operands;
    this.slotsAndKinds = builder.slotsAndKinds;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /**
   * How the value of one comes about.
   *
   * @param index from 0 to {@link #count} - 1
   * @return its kind
   */
  public Fixup.Kind kind(int index) {
    return KINDS[slotsAndKinds[index] & ((1 << KIND_BITS) - 1)];
  }

  /**
   * Where one writes.
   *
   * @param index from 0 to {@link #count} - 1
   * @return the address in the image
   */
  public Vaddr target(int index) {
    return new Vaddr(targets[index]);
  }

  /**
   * The operand of one.
   *
   * @param index from 0 to {@link #count} - 1
   * @return the operand, as its kind defines it
   */
  public long operand(int index) {
    return operands[index];
  }

  /**
   * The slot of one.
   *
   * @param index from 0 to {@link #count} - 1
   * @return the index of the first word of the slot
   */
  public int slot(int index) {
    return slotsAndKinds[index] >>> KIND_BITS;
  }

  /**
   * One as a value.
   *
   * @param index from 0 to {@link #count} - 1
   * @return the fixup
   */
  public Fixup get(int index) {
    return new Fixup(kind(index), target(index), operand(index), slot(index));
  }

  /** All of them as values, in order. */
  public Stream<Fixup> stream() {
    return IntStream.range(0, count).mapToObj(this::get);
  }

  /** How many there are of each kind; kinds that do not occur are left out. */
  public Map<Fixup.Kind, Integer> countByKind() {
    Map<Fixup.Kind, Integer> counts = new EnumMap<>(Fixup.Kind.class);
    for (int i = 0; i < count; i++) {
      counts.merge(kind(i), 1, Integer::sum);
    }
    return counts;
  }

  /** How many at the end are {@link Fixup.Kind#RESOLVED}, as all of that kind are. */
  public int resolved() {
    int first = count;
    while (first > 0 && kind(first - 1) == Fixup.Kind.RESOLVED) {
      first--;
    }
    return count - first;
  }

  /**
   * Copies them as {@link Placer#STEP_FIX} reads them.
   *
   * @param targets memory for {@link #count} words of 8 bytes
   * @param operands memory for {@link #count} words of 8 bytes
   * @param slotsAndKinds memory for {@link #count} words of 4 bytes
   */
  public void copyTo(MemorySegment targets, MemorySegment operands, MemorySegment slotsAndKinds) {
    MemorySegment.copy(this.targets, 0, targets, JAVA_LONG, 0, count);
    MemorySegment.copy(this.operands, 0, operands, JAVA_LONG, 0, count);
    MemorySegment.copy(this.slotsAndKinds, 0, slotsAndKinds, JAVA_INT, 0, count);
  }

  /**
   * The same fixups, but that other values are written for some slots.
   *
   * @param values for the index of a slot's first word the value that counts instead of what ld.so
   *     gives
   * @return the fixups
   */
  Fixups replacing(Map<Integer, Long> values) {
    Builder builder = new Builder(count);
    for (int i = 0; i < count; i++) {
      Long value = kind(i) == Fixup.Kind.SLOT ? values.get(slot(i)) : null;
      if (value == null) {
        builder.add(kind(i), targets[i], operands[i], slot(i));
      } else {
        builder.add(Fixup.Kind.CONSTANT, targets[i], value + operands[i], 0);
      }
    }
    return builder.build();
  }

  /** Whether two ranges, neither of which wraps around, have a byte in common. */
  static boolean meet(long start, long size, long otherStart, long otherSize) {
    return start < otherStart + otherSize && otherStart < start + size;
  }

  /** Collects fixups in order. */
  static final class Builder {
    private long[] targets;
    private long[] operands;
    private int[] slotsAndKinds;
    private int count;

    Builder(int expected) {
      int capacity = Math.max(16, expected);
      targets = new long[capacity];
      operands = new long[capacity];
      slotsAndKinds = new int[capacity];
    }

    /** Whether one of them writes to a range. */
    boolean writeTo(long start, long size) {
      for (int i = 0; i < count; i++) {
        int width = KINDS[slotsAndKinds[i] & ((1 << KIND_BITS) - 1)].width();
        if (meet(targets[i], width, start, size)) {
          return true;
        }
      }
      return false;
    }

    void add(Fixup.Kind kind, long target, long operand, int slot) {
      if (count == targets.length) {
        int capacity = Math.multiplyExact(count, 2);
        targets = Arrays.copyOf(targets, capacity);
        operands = Arrays.copyOf(operands, capacity);
        slotsAndKinds = Arrays.copyOf(slotsAndKinds, capacity);
      }
      targets[count] = target;
      operands[count] = operand;
      slotsAndKinds[count] = slot << KIND_BITS | kind.number();
      count++;
    }

    Fixups build() {
      return new Fixups(this);
    }
  }
}
