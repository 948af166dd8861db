package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packed relative relocations, by the rules of the gABI. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class RelrTableTest {
  private static List<Long> expand(long... entries) {
    ByteBuffer bytes = ByteBuffer.allocate(entries.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    LongStream.of(entries).forEach(bytes::putLong);
    RelrTable table = new RelrTable(MemorySegment.ofArray(bytes.array()));
    List<Long> addresses = new ArrayList<>();
    table.forEach(addresses::add);
    assertThat(table.count()).isEqualTo(addresses.size());
    return addresses;
  }

  @Test
  void anEvenEntryIsTheAddressOfAWord() {
    assertThat(expand(0x1000, 0x2008)).containsExactly(0x1000L, 0x2008L);
  }

  @Test
  void anOddEntryIsABitmapOfTheWordsThatFollow() {
    assertThat(expand(0x1000, 0b1011)).containsExactly(0x1000L, 0x1008L, 0x1018L);
  }

  @Test
  void aBitmapCoversSixtyThreeWordsAndTheNextGoesOnThere() {
    assertThat(expand(0x1000, 1L << 63 | 1, 0b11))
        .containsExactly(0x1000L, 0x1008L + 62 * 8, 0x1008L + 63 * 8);
  }

  @Test
  void anEmptyBitmapCoversItsWordsToo() {
    assertThat(expand(0x1000, 1, 0b11)).containsExactly(0x1000L, 0x1008L + 63 * 8);
  }

  @Test
  void anAddressBeginsAnew() {
    assertThat(expand(0x1000, 0b11, 0x8000, 0b11))
        .containsExactly(0x1000L, 0x1008L, 0x8000L, 0x8008L);
  }

  @Test
  void aFullBitmapIsSixtyThreeWordsInARow() {
    assertThat(expand(0, -1))
        .hasSize(64)
        .isEqualTo(LongStream.range(0, 64).map(i -> i * 8).boxed().toList());
  }

  @Test
  void anEmptyTableHasNone() {
    assertThat(expand()).isEmpty();
  }
}
