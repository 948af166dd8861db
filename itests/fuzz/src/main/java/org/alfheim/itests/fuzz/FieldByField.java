package org.alfheim.itests.fuzz;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A sound file with one wrong field: each field in turn, with each value at which what reads it may
 * break.
 */
final class FieldByField implements Mutants {
  private final byte[] sound;
  private final byte[] changed;
  private final ByteBuffer buffer;
  private final List<Change> changes = new ArrayList<>();
  private int next;

  private record Change(Field field, long value) {}

  FieldByField(byte[] sound) {
    this.sound = sound;
    this.changed = sound.clone();
    this.buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    for (Field field : new LinkedHashSet<>(Fields.of(sound))) {
      for (long value : values(field)) {
        changes.add(new Change(field, value));
      }
    }
  }

  private Set<Long> values(Field field) {
    long old = field.get(buffer);
    Set<Long> values = new LinkedHashSet<>();
    for (long value :
        new long[] {
          0,
          1,
          2,
          8,
          -1,
          -8,
          old - 1,
          old + 1,
          old - 8,
          old + 8,
          old + 24,
          old ^ 0x8000,
          0x7fff,
          0xffff,
          sound.length,
          0x1000,
          0x10_0000,
          1L << 31,
          1L << 40,
          1L << 63
        }) {
      values.add(field.size() == 8 ? value : value & ((1L << (8 * field.size())) - 1));
    }
    values.remove(old);
    return values;
  }

  /** How many there are. */
  int count() {
    return changes.size();
  }

  @Override
  public MemorySegment next() {
    System.arraycopy(sound, 0, changed, 0, sound.length);
    Change change = changes.get(next++ % changes.size());
    change.field().set(buffer, change.value());
    return MemorySegment.ofArray(changed);
  }
}
