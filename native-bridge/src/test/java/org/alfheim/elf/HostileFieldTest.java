package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.alfheim.elf.inspect.Inspection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every field of an image at its extremes, alone and with others: the answer is a value that can be
 * read to its end, or an {@link ElfException}; it comes quickly and costs no more memory than a few
 * times the file.
 */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class HostileFieldTest {
  /**
   * More than a slow machine needs for a file of 16 KiB, and far less than a person waits for: of
   * the processor, which other processes want as well.
   */
  private static final long NANOS = 2_000_000_000L;

  /** What is allocated for any file, however small. */
  private static final long BASE_MEMORY = 1 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir static Path directory;
  private static final List<EditableElf> images = new ArrayList<>();

  @BeforeAll
  static void compile() {
    Gcc gcc = new Gcc(directory);
    images.add(EditableElf.of(Sample.compile(gcc, "libsample.so")));
    images.add(
        EditableElf.of(
            gcc.bare("libbare.so", "int f(void) { return 1; }", "-Wl,--hash-style=sysv")));
    images.add(
        EditableElf.of(
            gcc.shared(
                "librela.so",
                Sample.SOURCE.replace(".symver", "#"),
                "-Wl,--hash-style=both",
                "-Wl,-z,now")));
  }

  /** The values at which a field may break what reads it. */
  private static long[] extremes(EditableElf elf, EditableElf.Field field) {
    TreeSet<Long> values = new TreeSet<>();
    long old = elf.get(field);
    long size = elf.bytes().length;
    for (long near :
        new long[] {0, old, size, 1L << 15, 1L << 16, 1L << 31, 1L << 32, 1L << 47, 1L << 63}) {
      for (long delta : new long[] {-24, -8, -1, 0, 1, 8}) {
        values.add(near + delta);
      }
    }
    for (int i = 0; i < elf.loadSegmentCount(); i++) {
      int header = elf.segment(ProgramHeader.PT_LOAD, i);
      long start = elf.get(header + 16, 8);
      values.add(start);
      values.add(start + elf.get(header + 32, 8));
      values.add(start + elf.get(header + 40, 8) - 1);
    }
    values.add(Long.MAX_VALUE);
    values.add(0x5555_5555_5555_5555L);
    values.add(old * 2);
    values.add(old ^ 2);
    values.add((size + 23) / 24);
    long mask = field.size() == 8 ? -1 : (1L << (field.size() * 8)) - 1;
    return values.stream().mapToLong(v -> v & mask).distinct().filter(v -> v != old).toArray();
  }

  /** Reads the image as a loader and as a person does, and gives whether it was taken. */
  private static boolean read(EditableElf elf, Object what) {
    long started = THREADS.getCurrentThreadCpuTime();
    try {
      SharedObject object = parse(elf);
      if (object != null) {
        Walk.over(object);
      }
      inspect(elf);
      long nanos = THREADS.getCurrentThreadCpuTime() - started;
      if (nanos > NANOS) {
        throw new AssertionError(nanos / 1_000_000 + " ms");
      }
      return object != null;
    } catch (RuntimeException | Error wrong) {
      throw new AssertionError("with " + what, wrong);
    }
  }

  /** The parsed image, or null if it is refused. */
  private static SharedObject parse(EditableElf elf) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    SharedObject object = parseOrNull(elf);
    long first = THREADS.getCurrentThreadAllocatedBytes();
    if (tooMuch(elf, first - before)) {
      // The first message of a kind loads what puts messages together: only a second time tells.
      parseOrNull(elf);
      long again = THREADS.getCurrentThreadAllocatedBytes() - first;
      if (tooMuch(elf, again)) {
        throw new AssertionError(again + " bytes of memory");
      }
    }
    return object;
  }

  private static boolean tooMuch(EditableElf elf, long allocated) {
    return allocated > BASE_MEMORY + 4L * elf.bytes().length;
  }

  private static SharedObject parseOrNull(EditableElf elf) {
    try {
      return Images.parse("lib.so", elf.bytes());
    } catch (ElfException refusal) {
      assertThat(refusal.problem()).isNotBlank();
      assertThat(refusal.field()).isNotBlank();
      return null;
    }
  }

  private static void inspect(EditableElf elf) {
    try {
      assertThat(Inspection.of("lib.so", MemorySegment.ofArray(elf.bytes())).name()).isNotNull();
    } catch (ElfException refusal) {
      assertThat(refusal.problem()).isNotBlank();
    }
  }

  @Test
  void eachFieldAlone() {
    int refused = 0;
    int taken = 0;
    for (EditableElf image : images) {
      for (EditableElf.Field field : image.fields()) {
        long old = image.get(field);
        for (long value : extremes(image, field)) {
          image.set(field, value);
          if (read(image, field + " = 0x" + Long.toHexString(value))) {
            taken++;
          } else {
            refused++;
          }
        }
        image.set(field, old);
      }
      assertThat(read(image, "nothing changed")).isTrue();
    }
    assertThat(refused).isGreaterThan(10_000);
    assertThat(taken).isGreaterThan(10_000);
  }

  @Test
  void severalFieldsTogether() {
    Random random = new Random(20250101);
    for (EditableElf image : images) {
      List<EditableElf.Field> fields = image.fields();
      for (int round = 0; round < 5_000; round++) {
        EditableElf copy = image.copy();
        StringBuilder what = new StringBuilder();
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
          EditableElf.Field field = fields.get(random.nextInt(fields.size()));
          long[] values = extremes(image, field);
          long value = values[random.nextInt(values.length)];
          copy.set(field, value);
          what.append(field).append(" = 0x").append(Long.toHexString(value)).append("; ");
        }
        read(copy, what);
      }
    }
  }
}
