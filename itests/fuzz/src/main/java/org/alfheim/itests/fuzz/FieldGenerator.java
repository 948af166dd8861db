package org.alfheim.itests.fuzz;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A sound file, broken in one to six fields: each gets a value at which what reads it may break, or
 * the value of another field, or a near one; now and then bytes are changed where they are, a range
 * is wiped, or the file ends early. The same seed gives the same inputs.
 */
final class FieldGenerator implements Mutants {
  private static final int MOST_CHANGES = 6;

  private final byte[] sound;
  private final byte[] changed;
  private final ByteBuffer buffer;
  private final List<Field> fields;
  private final long[] extremes;
  private final SplittableRandom random;

  FieldGenerator(byte[] sound, List<Field> fields, long seed) {
    this.sound = sound;
    this.changed = sound.clone();
    this.buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    this.fields = fields;
    this.extremes = extremes();
    this.random = new SplittableRandom(seed);
  }

  private long[] extremes() {
    TreeSet<Long> values = new TreeSet<>();
    long size = sound.length;
    for (int bit : new int[] {0, 3, 7, 8, 12, 15, 16, 20, 24, 30, 31, 32, 40, 46, 47, 61, 62, 63}) {
      near(values, 1L << bit);
    }
    for (long value : new long[] {0, size, size / 8, size / 24, -size, Long.MAX_VALUE, -4096}) {
      near(values, value);
    }
    values.add(0x5555_5555_5555_5555L);
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static void near(Set<Long> values, long value) {
    for (long delta : new long[] {-24, -16, -8, -1, 0, 1, 8}) {
      values.add(value + delta);
    }
  }

  @Override
  public MemorySegment next() {
    System.arraycopy(sound, 0, changed, 0, sound.length);
    int changes = 1 + random.nextInt(random.nextInt(MOST_CHANGES) + 1);
    for (int i = 0; i < changes; i++) {
      change();
    }
    int end = random.nextInt(40) == 0 ? random.nextInt(sound.length) : sound.length;
    return MemorySegment.ofArray(changed).asSlice(0, end);
  }

  private void change() {
    Field field = fields.get(random.nextInt(fields.size()));
    switch (random.nextInt(16)) {
      case 0 -> changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      case 1 -> {
        int from = random.nextInt(changed.length);
        int to = Math.min(changed.length, from + 1 + random.nextInt(64));
        Arrays.fill(changed, from, to, (byte) (random.nextBoolean() ? 0 : -1));
      }
      case 2 -> {
        int from = random.nextInt(changed.length);
        int to = random.nextInt(changed.length);
        int size = Math.min(1 + random.nextInt(256), changed.length - Math.max(from, to));
        System.arraycopy(changed, from, changed, to, size);
      }
      case 3, 4 -> set(field, get(field) + random.nextInt(-32, 33));
      case 5 -> set(field, get(field) ^ (1L << random.nextInt(8 * field.size())));
      case 6, 7, 8 -> set(field, get(fields.get(random.nextInt(fields.size()))));
      case 9 ->
          set(field, get(fields.get(random.nextInt(fields.size()))) + 8L * random.nextInt(-8, 9));
      case 10 -> set(field, random.nextInt(64));
      default -> set(field, extremes[random.nextInt(extremes.length)]);
    }
  }

  private long get(Field field) {
    return field.get(buffer);
  }

  private void set(Field field, long value) {
    field.set(buffer, value);
  }
}
