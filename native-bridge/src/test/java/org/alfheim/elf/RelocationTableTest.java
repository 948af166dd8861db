package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables of relocations with addends, of one piece and of several. */
@Timeout(60)
class RelocationTableTest {
  private static final long RELATIVE = RelocationType.R_X86_64_RELATIVE;
  private static final long GLOB_DAT = RelocationType.R_X86_64_GLOB_DAT;

  /** More than are read at once. */
  private static final int MANY = 3 * ElfBytes.PIECE + 5;

  private static RelocationTable table(long... words) {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    LongStream.of(words).forEach(bytes::putLong);
    return new RelocationTable(MemorySegment.ofArray(bytes.array()), 0, PortableScan.INSTANCE);
  }

  /** Relative relocations of places in a row. */
  private static long[] relative(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> LongStream.of(0x1000 + 8L * i, RELATIVE, i))
        .flatMapToLong(words -> words)
        .toArray();
  }

  private static long[] followedBy(long[] words, long... more) {
    return LongStream.concat(LongStream.of(words), LongStream.of(more)).toArray();
  }

  @Test
  void anEmptyTableHasNoRunAndNamesNoSymbol() {
    assertThat(table().relativeRun()).isZero();
    assertThat(table().relativeRunAscends()).isTrue();
    assertThat(table().highestSymbol()).isZero();
    assertThat(table().copy(0, new long[RelocationTable.WORDS])).isZero();
  }

  @Test
  void theRunEndsAtTheFirstThatIsNotRelative() {
    for (int count : new int[] {0, 1, ElfBytes.PIECE - 1, ElfBytes.PIECE, MANY}) {
      long[] words = followedBy(relative(count), 0x10, 5L << 32 | GLOB_DAT, 0, 0x20, RELATIVE, 0);
      assertThat(table(words).relativeRun()).isEqualTo(count);
      assertThat(table(words).highestSymbol()).isEqualTo(5);
    }
  }

  @Test
  void aRelativeOneThatNamesASymbolIsNotOfTheRun() {
    RelocationTable table = table(0x10, RELATIVE, 0, 0x18, 7L << 32 | RELATIVE, 0);

    assertThat(table.relativeRun()).isEqualTo(1);
    assertThat(table.highestSymbol()).isEqualTo(7);
  }

  @Test
  void theHighestSymbolIsAnUnsignedNumber() {
    assertThat(table(0, -1L << 32 | GLOB_DAT, 0, 0, 1L << 32 | GLOB_DAT, 0).highestSymbol())
        .isEqualTo(0xffffffffL);
  }

  @Test
  void aRunAscendsIfEachPlaceIsHigherThanTheOneBefore() {
    assertThat(table(relative(MANY)).relativeRunAscends()).isTrue();
    assertThat(table(0x10, RELATIVE, 0, 0x10, RELATIVE, 0).relativeRunAscends()).isFalse();
    assertThat(table(0x10, RELATIVE, 0, 0x8, RELATIVE, 0).relativeRunAscends()).isFalse();
    assertThat(table(0, RELATIVE, 0, -8, RELATIVE, 0).relativeRunAscends()).isTrue();
    assertThat(table(-8, RELATIVE, 0, 0, RELATIVE, 0).relativeRunAscends()).isFalse();
  }

  @Test
  void aRunDoesNotAscendWhereOneOfALaterPieceIsLower() {
    long[] words = relative(MANY);
    for (int index : new int[] {ElfBytes.PIECE, 2 * ElfBytes.PIECE + 1, MANY - 1}) {
      long[] changed = words.clone();
      changed[RelocationTable.WORDS * index] = 0x8;
      assertThat(table(changed).relativeRunAscends()).as("place %d", index).isFalse();
      assertThat(table(changed).relativeRun()).isEqualTo(MANY);
    }
  }

  @Test
  void entriesAreCopiedAsTheyLie() {
    RelocationTable table = table(relative(5));
    long[] words = new long[2 * RelocationTable.WORDS + 1];

    assertThat(table.copy(3, words)).isEqualTo(2);
    assertThat(words).startsWith(0x1018, RELATIVE, 3, 0x1020, RELATIVE, 4).endsWith(0);
    assertThat(table.copy(4, words)).isEqualTo(1);
    assertThat(table.copy(5, words)).isZero();
  }
}
