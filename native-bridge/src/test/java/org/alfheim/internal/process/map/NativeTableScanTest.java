package org.alfheim.internal.process.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.alfheim.elf.IndexSurvey;
import org.alfheim.elf.PortableScan;
import org.alfheim.elf.RelocationSurvey;
import org.alfheim.elf.SymbolSurvey;
import org.alfheim.elf.TableScan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables as the gABI and the GNU extensions have them, gone through in Java and in machine code.
 */
@Timeout(60)
class NativeTableScanTest {
  private static final long RELATIVE = 8;
  private static final long GLOB_DAT = 6;

  /** More than are gone through in Java. */
  private static final int MANY = 3 * NativeTableScan.LEAST + 5;

  private final Arena arena = Arena.ofShared();

  @AfterEach
  void close() {
    arena.close();
  }

  static Stream<TableScan> scans() {
    return Stream.of(NativeTableScan.INSTANCE, PortableScan.INSTANCE);
  }

  private MemorySegment memory(long size, Consumer<ByteBuffer> content) {
    MemorySegment memory = arena.allocate(size, Long.BYTES);
    content.accept(memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    return memory;
  }

  /** Relative relocations of places in a row, and then others. */
  private MemorySegment relocations(int run, long... others) {
    return memory(
        24L * run + 8L * others.length,
        bytes -> {
          for (int i = 0; i < run; i++) {
            bytes.putLong(0x1000 + 8L * i).putLong(RELATIVE).putLong(i);
          }
          for (long word : others) {
            bytes.putLong(word);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("scans")
  void aRunOfRelativeRelocationsEndsAtTheFirstOther(TableScan scan) {
    long symbol = 0xfffffffeL;
    long[] others = {0x10, 5L << 32 | GLOB_DAT, 0, 0x18, symbol << 32 | 1, 0, 0x20, RELATIVE, 0};

    assertThat(scan.relocations(relocations(MANY, others)))
        .isEqualTo(new RelocationSurvey(symbol, MANY, true));
    assertThat(scan.relocations(relocations(MANY))).isEqualTo(new RelocationSurvey(0, MANY, true));
    assertThat(scan.relocations(memory(24L * MANY, _ -> {})))
        .isEqualTo(new RelocationSurvey(0, 0, true));
  }

  @ParameterizedTest
  @MethodSource("scans")
  void placesAscendAsUnsignedNumbersAndNoneComesTwice(TableScan scan) {
    MemorySegment high = relocations(MANY, -16, RELATIVE, 0, -8, RELATIVE, 0);
    MemorySegment twice = relocations(MANY);
    twice.asSlice(24 * 300).copyFrom(twice.asSlice(24 * 299, 24));
    MemorySegment back = relocations(MANY, 0, RELATIVE, 0);

    assertThat(scan.relocations(high)).isEqualTo(new RelocationSurvey(0, MANY + 2, true));
    assertThat(scan.relocations(twice)).isEqualTo(new RelocationSurvey(0, MANY, false));
    assertThat(scan.relocations(back)).isEqualTo(new RelocationSurvey(0, MANY + 1, false));
  }

  @ParameterizedTest
  @MethodSource("scans")
  void theHighestNameAndTheTypesOfSymbolsAreTold(TableScan scan) {
    int indirect = 10;
    int global = 1 << 4;
    MemorySegment table =
        memory(
            24L * MANY,
            bytes -> {
              bytes.putInt(24 * 400, 0xfffffff0).put(24 * 400 + 4, (byte) (global | indirect));
              bytes.putInt(24 * 500, 7).put(24 * 500 + 4, (byte) (global | 2));
            });

    assertThat(scan.symbols(table))
        .isEqualTo(new SymbolSurvey(0xfffffff0L, 1 | 1 << 2 | 1 << indirect));
  }

  @ParameterizedTest
  @MethodSource("scans")
  void theBitThatHidesAVersionIsNotCounted(TableScan scan) {
    MemorySegment table =
        memory(2L * MANY, bytes -> bytes.putShort(2, (short) 0x8003).putShort(600, (short) 5));

    assertThat(scan.highestVersion(table)).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("scans")
  void bucketsThatAreEmptyNameNoSymbol(TableScan scan) {
    MemorySegment empty = memory(4L * MANY, _ -> {});
    MemorySegment some = memory(4L * MANY, bytes -> bytes.putInt(40, 9).putInt(2000, -1));

    assertThat(scan.buckets(empty)).isEqualTo(new IndexSurvey(0, Long.MAX_VALUE));
    assertThat(scan.buckets(some)).isEqualTo(new IndexSurvey(0xffff_ffffL, 9));
  }

  @ParameterizedTest
  @MethodSource("scans")
  void aChainEndsWithAnOddWord(TableScan scan) {
    MemorySegment chains =
        memory(
            4L * MANY,
            bytes -> {
              bytes.putInt(0, 1);
              bytes.putInt(4 * 500, -1);
              bytes.putInt(4 * 501, 3);
            });

    /* What follows has no end. */
    assertThat(scan.longestChain(chains)).isEqualTo(500);
  }

  private boolean apart(Consumer<ByteBuffer> change) {
    int buckets = MANY;
    int symbols = MANY;
    MemorySegment entries =
        memory(
            4L * (buckets + symbols),
            bytes -> {
              for (int i = 1; i < symbols; i++) {
                bytes.putInt(4 * i, i);
              }
              change.accept(bytes);
            });
    return NativeTableScan.INSTANCE.chainsApart(
        entries.asSlice(0, 4L * buckets), entries.asSlice(4L * buckets), 3);
  }

  @Test
  void chainsThatMeetOrRunInACircleOrLeaveTheTableAreTold() {
    int chains = 4 * MANY;

    assertThat(apart(_ -> {})).isTrue();
    assertThat(apart(bytes -> bytes.putInt(0, 9))).as("two buckets").isFalse();
    assertThat(apart(bytes -> bytes.putInt(chains + 4 * 9, 8))).as("a shared end").isFalse();
    assertThat(apart(bytes -> bytes.putInt(chains + 4 * 9, 9))).as("a circle").isFalse();
    assertThat(apart(bytes -> bytes.putInt(4, MANY))).as("beyond the table").isFalse();
    assertThat(apart(bytes -> bytes.putInt(4, -1))).as("far beyond").isFalse();
  }

  @Test
  void aChainMayHaveSoManySymbolsAndNoMore() {
    int chains = 4 * MANY;
    Consumer<ByteBuffer> three =
        bytes -> bytes.putInt(12, 0).putInt(16, 0).putInt(chains + 8, 3).putInt(chains + 12, 4);

    assertThat(apart(three)).isTrue();
    assertThat(apart(three.andThen(bytes -> bytes.putInt(20, 0).putInt(chains + 16, 5)))).isFalse();
  }

  /** A table and its records in one segment: a CIE at 16, the table at 64, FDEs behind it. */
  private int plain(Consumer<ByteBuffer> change) {
    int records = 64 + 12 + 8 * MANY;
    MemorySegment segment =
        memory(
            records + 16L * MANY,
            bytes -> {
              bytes.putInt(16, 12);
              for (int i = 0; i < MANY; i++) {
                int record = records + 16 * i;
                bytes.putInt(64 + 12 + 8 * i + 4, record - 64);
                bytes.putInt(record, 12).putInt(record + 4, record + 4 - 16);
              }
              change.accept(bytes);
            });
    return NativeTableScan.INSTANCE.plainEntries(segment, 64, 64 + 12, MANY, 16);
  }

  private int plainUpTo(int entry, int field, int value) {
    int record = 64 + 12 + 8 * MANY + 16 * entry;
    int count = plain(bytes -> bytes.putInt(record + field, value));
    assertThat(count).isIn(entry, MANY);
    return count;
  }

  @Test
  void anEntryIsPlainIfItsRecordLiesInTheSegmentAndSharesThatOfTheOthers() {
    int last = MANY - 1;
    int end = 64 + 12 + 8 * MANY + 16 * MANY;

    assertThat(plain(_ -> {})).isEqualTo(MANY);
    assertThat(plainUpTo(300, 0, 3)).as("too short").isEqualTo(300);
    assertThat(plainUpTo(300, 0, 4)).as("as short as can be").isEqualTo(MANY);
    assertThat(plainUpTo(300, 0, 0xfffffff0)).as("of another form").isEqualTo(300);
    assertThat(plainUpTo(last, 0, 12)).as("up to the end").isEqualTo(MANY);
    assertThat(plainUpTo(last, 0, 13)).as("over the end").isEqualTo(last);
    assertThat(plainUpTo(last, 0, 0x7fffffff)).as("far over the end").isEqualTo(last);
    assertThat(plainUpTo(300, 4, 0)).as("a CIE").isEqualTo(300);
    assertThat(plainUpTo(300, 4, 8)).as("of another CIE").isEqualTo(300);
    assertThat(plain(bytes -> bytes.putInt(64 + 12 + 4, end - 7 - 64))).as("no room").isZero();
    assertThat(plain(bytes -> bytes.putInt(64 + 12 + 4, -65))).as("before it").isZero();
    assertThat(plain(bytes -> bytes.putInt(64 + 12 + 4, Integer.MIN_VALUE))).as("far").isZero();
  }

  @Test
  void whatLiesOutsideTheSegmentIsNotRead() {
    MemorySegment segment = memory(8L * MANY, _ -> {});
    TableScan scan = NativeTableScan.INSTANCE;

    assertThatThrownBy(() -> scan.plainEntries(segment, 0, 8, MANY, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> scan.plainEntries(segment, 0, 0, MANY, 8L * MANY - 7))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> scan.plainEntries(segment, -1, 0, MANY, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
