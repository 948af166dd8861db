package org.alfheim.internal.relocation;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.ElfLayouts;
import org.alfheim.internal.amd64.Placer;

/**
 * All the {@link Fixup}s of an image, in the order in which they are applied.
 *
 * <p>A large library has hundreds of thousands, nearly all of them relative relocations that stand
 * at the beginning of {@code DT_RELA}. Those, the <dfn>run</dfn>, stay where they are, in the file;
 * the others, before and behind the run, lie in arrays: they are <dfn>listed</dfn>.
 */
public final class Fixups {
  private static final Fixup.Kind[] KINDS = byNumber();
  private static final int KIND_BITS = 4;
  private static final int WIDEST = Fixup.Kind.DESCRIPTOR.width();

  private final long[] targets;
  private final long[] operands;
  private final int[] slotsAndKinds;
  private final int listed;
  private final int leading;
  private final RelocationTable table;
  private final int run;
  private final boolean ascending;

  private static Fixup.Kind[] byNumber() {
    Fixup.Kind[] kinds = new Fixup.Kind[Fixup.Kind.values().length];
    for (Fixup.Kind kind : Fixup.Kind.values()) {
      kinds[kind.number()] = kind;
    }
    return kinds;
  }

  private Fixups(Builder builder) {
    this.listed = builder.count;
    this.targets = builder.targets;
    this.operands = builder.operands;
    this.slotsAndKinds = builder.slotsAndKinds;
    this.leading = builder.leading;
    this.table = builder.table;
    this.run = builder.run;
    this.ascending = builder.ascending;
  }

  /** How many there are. */
  public int count() {
    return listed + run;
  }

  /** How many lie in arrays. */
  public int listed() {
    return listed;
  }

  /** How many of those come before the run. */
  public int leading() {
    return leading;
  }

  /** The relocations of the run as they lie in the file, 24 bytes each. */
  public MemorySegment run() {
    return run == 0 ? MemorySegment.NULL : table.bytes(run);
  }

  private boolean inRun(int index) {
    return index >= leading && index < leading + run;
  }

  private int entry(int index) {
    return index < leading ? index : index - run;
  }

  /**
   * How the value of one comes about.
   *
   * @param index from 0 to {@link #count} - 1
   * @return its kind
   */
  public Fixup.Kind kind(int index) {
    return inRun(index)
        ? Fixup.Kind.BIAS
        : KINDS[slotsAndKinds[entry(index)] & ((1 << KIND_BITS) - 1)];
  }

  /**
   * Where one writes.
   *
   * @param index from 0 to {@link #count} - 1
   * @return the address in the image
   */
  public Vaddr target(int index) {
    return new Vaddr(place(index));
  }

  private long place(int index) {
    return inRun(index) ? table.offset(index - leading) : targets[entry(index)];
  }

  /**
   * The operand of one.
   *
   * @param index from 0 to {@link #count} - 1
   * @return the operand, as its kind defines it
   */
  public long operand(int index) {
    return inRun(index) ? table.addend(index - leading) : operands[entry(index)];
  }

  /**
   * The slot of one.
   *
   * @param index from 0 to {@link #count} - 1
   * @return the index of the first word of the slot
   */
  public int slot(int index) {
    return inRun(index) ? 0 : slotsAndKinds[entry(index)] >>> KIND_BITS;
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
    return IntStream.range(0, count()).mapToObj(this::get);
  }

  /**
   * Those that write to a range, in order.
   *
   * @param start the first address
   * @param size how many bytes
   */
  List<Fixup> writing(Vaddr start, long size) {
    List<Fixup> found = new ArrayList<>();
    addListed(found, 0, leading, start.value(), size);
    int from = leading;
    int to = leading + run;
    if (ascending) {
      from = firstOfRun(start.value() - Fixup.Kind.BIAS.width() + 1);
      to = firstOfRun(start.value() + size);
    }
    for (int index = from; index < to; index++) {
      addWriting(found, index, start.value(), size);
    }
    addListed(found, leading, listed, start.value(), size);
    return found;
  }

  private void addListed(List<Fixup> found, int from, int to, long start, long size) {
    for (int i = from; i < to; i++) {
      long distance = targets[i] - start;
      if (distance < size && distance > -WIDEST) {
        addWriting(found, i < leading ? i : i + run, start, size);
      }
    }
  }

  private void addWriting(List<Fixup> found, int index, long start, long size) {
    long distance = place(index) - start;
    if (distance < size && distance + kind(index).width() > 0) {
      found.add(get(index));
    }
  }

  /** The first of the run that writes to an address or to one above it. */
  private int firstOfRun(long address) {
    int low = leading;
    int high = leading + run;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(place(middle), address) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many there are of each kind; kinds that do not occur are left out. */
  public Map<Fixup.Kind, Integer> countByKind() {
    Map<Fixup.Kind, Integer> counts = new EnumMap<>(Fixup.Kind.class);
    if (run > 0) {
      counts.put(Fixup.Kind.BIAS, run);
    }
    for (int i = 0; i < listed; i++) {
      counts.merge(KINDS[slotsAndKinds[i] & ((1 << KIND_BITS) - 1)], 1, Integer::sum);
    }
    return counts;
  }

  /**
   * How many at the end are {@link Fixup.Kind#RESOLVED} or {@link Fixup.Kind#INDIRECT}, as all of
   * these kinds are.
   */
  public int resolved() {
    int first = count();
    while (first > 0 && calls(kind(first - 1))) {
      first--;
    }
    return count() - first;
  }

  private static boolean calls(Fixup.Kind kind) {
    return kind == Fixup.Kind.RESOLVED || kind == Fixup.Kind.INDIRECT;
  }

  /**
   * Copies those that are listed, as {@link Placer#STEP_FIX} reads them.
   *
   * @param targets memory for {@link #listed} words of 8 bytes
   * @param operands memory for {@link #listed} words of 8 bytes
   * @param slotsAndKinds memory for {@link #listed} words of 4 bytes
   */
  public void copyTo(MemorySegment targets, MemorySegment operands, MemorySegment slotsAndKinds) {
    ElfLayouts.buffer(targets, 0, 8L * listed).asLongBuffer().put(this.targets, 0, listed);
    ElfLayouts.buffer(operands, 0, 8L * listed).asLongBuffer().put(this.operands, 0, listed);
    ElfLayouts.buffer(slotsAndKinds, 0, 4L * listed)
        .asIntBuffer()
        .put(this.slotsAndKinds, 0, listed);
  }

  /** Whether two ranges, neither of which wraps around, have a byte in common. */
  static boolean meet(long start, long size, long otherStart, long otherSize) {
    return start < otherStart + otherSize && otherStart < start + size;
  }

  /** Collects fixups in order. */
  static final class Builder {
    private static final int SLOT = Fixup.Kind.SLOT.number();

    private long[] targets;
    private long[] operands;
    private int[] slotsAndKinds;
    private int count;
    private int leading;
    private RelocationTable table;
    private int run;
    private boolean ascending;

    Builder(int expected) {
      int capacity = Math.max(16, expected);
      targets = new long[capacity];
      operands = new long[capacity];
      slotsAndKinds = new int[capacity];
    }

    void add(Fixup.Kind kind, long target, long operand, int slot) {
      add(kind.number(), target, operand, slot);
    }

    /** Adds some of {@link Fixup.Kind#SLOT}, as most are. */
    void addAddresses(long[] places, long[] addends, int[] slots, int more) {
      if (more > targets.length - count) {
        grow(count + more);
      }
      System.arraycopy(places, 0, targets, count, more);
      System.arraycopy(addends, 0, operands, count, more);
      int[] to = slotsAndKinds;
      int at = count;
      for (int i = 0; i < more; i++) {
        to[at++] = slots[i] << KIND_BITS | SLOT;
      }
      count += more;
    }

    private void grow(int least) {
      int capacity = Math.max(least, Math.multiplyExact(count, 2));
      targets = Arrays.copyOf(targets, capacity);
      operands = Arrays.copyOf(operands, capacity);
      slotsAndKinds = Arrays.copyOf(slotsAndKinds, capacity);
    }

    private void add(int kind, long target, long operand, int slot) {
      if (count == targets.length) {
        grow(count + 1);
      }
      targets[count] = target;
      operands[count] = operand;
      slotsAndKinds[count] = slot << KIND_BITS | kind;
      count++;
    }

    /**
     * Adds relative relocations, once.
     *
     * @param table the table that begins with them
     * @param run how many
     * @param ascending whether each writes to a higher address than the one before it
     */
    void addRun(RelocationTable table, int run, boolean ascending) {
      this.leading = count;
      this.table = table;
      this.run = run;
      this.ascending = ascending;
    }

    Fixups build() {
      return new Fixups(this);
    }
  }
}
