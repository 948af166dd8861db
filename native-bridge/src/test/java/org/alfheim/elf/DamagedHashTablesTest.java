package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.DT_GNU_HASH;
import static org.alfheim.elf.DynamicSection.DT_HASH;
import static org.alfheim.elf.ProgramHeader.PT_LOAD;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hash tables that are wrong. */
class DamagedHashTablesTest extends DamagedSample {
  private int gnu;
  private int sysv;

  @BeforeEach
  void findThem() {
    gnu = elf.table(DT_GNU_HASH);
    sysv = elf.table(DT_HASH);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3, 0x8000_0000L, 0xffff_ffffL})
  void withABloomFilterOfNoPowerOfTwo(long words) {
    elf.set(gnu + 8, 4, words);
    refusedForValueOf(DT_GNU_HASH).contains("is no power of two");
  }

  @ParameterizedTest
  @ValueSource(longs = {0x10_0000, 0x4000_0000L})
  void withABloomFilterThatLeavesTheSegment(long words) {
    elf.set(gnu + 8, 4, words);
    refusedForValueOf(DT_GNU_HASH).contains("leaves its segment");
  }

  @ParameterizedTest
  @ValueSource(longs = {32, 64, 0xffff_ffffL})
  void withAShiftThatIsTooWide(long shift) {
    elf.set(gnu + 12, 4, shift);
    refusedForValueOf(DT_GNU_HASH).contains("shift of " + shift);
  }

  @ParameterizedTest
  @CsvSource({
    "0, of 0 buckets",
    "4294967295, of 4294967295 buckets",
    "1000000, leaves its segment"
  })
  void withAWrongNumberOfBuckets(long buckets, String problem) {
    elf.set(gnu, 4, buckets);
    refusedForValueOf(DT_GNU_HASH).contains(problem);
  }

  @Test
  void withABucketBeforeTheHashedSymbols() {
    elf.set(gnu + 16 + (int) elf.get(gnu + 8, 4) * 8, 4, 1);
    refusedForValueOf(DT_GNU_HASH).contains("bucket 0 names symbol 1, hashed symbols begin at");
  }

  @Test
  void withABucketBehindTheSymbols() {
    for (long symbol : new long[] {0xffff_ffffL, 0x7fff_ffffL, 0x8000_0000L, 100000}) {
      elf = sound.copy().set(gnu + 16 + (int) elf.get(gnu + 8, 4) * 8, 4, symbol);
      refusedForValueOf(DT_GNU_HASH).isNotEmpty();
    }
  }

  @Test
  void withAChainThatHasNoEnd() {
    int chains = gnu + 16 + (int) elf.get(gnu + 8, 4) * 8 + (int) elf.get(gnu, 4) * 4;
    int segmentEnd = (int) elf.get(elf.segment(PT_LOAD) + P_FILESZ, 8);
    for (int at = chains; at + 4 <= segmentEnd; at += 4) {
      elf.set(at, 4, 2);
    }
    // What is left of the other tables is of no account: the hash table is read first.
    refusedForValueOf(DT_GNU_HASH).isNotEmpty();
  }

  @Test
  void thatDisagreeOnTheNumberOfSymbols() {
    int symbols = (int) elf.get(sysv + 4, 4);
    int chains = gnu + 16 + (int) elf.get(gnu + 8, 4) * 8 + (int) elf.get(gnu, 4) * 4;
    int last = chains + (symbols - 1 - (int) elf.get(gnu + 4, 4)) * 4;
    elf.set(last, 4, elf.get(last, 4) & ~1L).set(last + 4, 4, 1);
    refusedForValueOf(DT_GNU_HASH).contains("and DT_HASH knows " + symbols + " symbols");
  }

  @Test
  void ofTheGabiWithoutBuckets() {
    elf.set(sysv, 4, 0);
    refusedForValueOf(DT_HASH).isEqualTo("a hash table of 0 buckets");
  }

  @ParameterizedTest
  @ValueSource(longs = {0xffff_ffffL, 0x8000_0000L, 0x4000_0000L, 100000})
  void ofTheGabiThatLeaveTheSegment(long count) {
    elf.set(sysv, 4, count);
    refusedForValueOf(DT_HASH).contains("are not in the file part");

    elf = sound.copy().set(sysv + 4, 4, count);
    refusedForValueOf(DT_HASH).contains("are not in the file part");
  }

  @ParameterizedTest
  @ValueSource(longs = {0xffff_ffffL, 0x8000_0000L, 1000})
  void ofTheGabiWithABucketOrChainBehindTheSymbols(long symbol) {
    elf.set(sysv + 8, 4, symbol);
    refusedForValueOf(DT_HASH).startsWith("the hash table names symbol " + symbol + " of ");

    elf = sound.copy().set(sysv + 8 + (int) elf.get(sysv, 4) * 4, 4, symbol);
    refusedForValueOf(DT_HASH).startsWith("the hash table names symbol " + symbol + " of ");
  }

  @Test
  void ofTheGabiWhoseChainRunsInACircle() {
    int bucket = 0;
    while (elf.get(sysv + 8 + bucket * 4, 4) == 0) {
      bucket++;
    }
    int first = (int) elf.get(sysv + 8 + bucket * 4, 4);
    int chain = sysv + 8 + ((int) elf.get(sysv, 4) + first) * 4;
    elf.set(chain, 4, first);
    refusedForValueOf(DT_HASH).contains("runs in a circle");
  }
}
