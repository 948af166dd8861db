package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.*;
import static org.alfheim.elf.ProgramHeader.PT_DYNAMIC;
import static org.alfheim.elf.ProgramHeader.PT_GNU_EH_FRAME;
import static org.alfheim.elf.ProgramHeader.PT_GNU_RELRO;
import static org.alfheim.elf.ProgramHeader.PT_GNU_STACK;
import static org.alfheim.elf.ProgramHeader.PT_LOAD;
import static org.alfheim.elf.ProgramHeader.PT_NOTE;
import static org.alfheim.elf.ProgramHeader.PT_TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images with one thing wrong: the refusal names the field, where it lies, and what is wrong. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class DamagedImageTest {
  // Where the fields lie in a program header.
  private static final int P_OFFSET = 8;
  private static final int P_VADDR = 16;
  private static final int P_FILESZ = 32;
  private static final int P_MEMSZ = 40;
  private static final int P_ALIGN = 48;

  @TempDir static Path directory;
  private static EditableElf sound;

  private EditableElf elf;

  @BeforeAll
  static void compile() {
    sound = EditableElf.of(Sample.compile(new Gcc(directory), "libsample.so"));
  }

  @BeforeEach
  void takeACopy() {
    elf = sound.copy();
  }

  /** Parses the changed copy, which has to be refused for a field at an offset. */
  private AbstractStringAssert<?> refusedFor(String field, long offset) {
    ElfException refusal =
        catchThrowableOfType(ElfException.class, () -> Images.parse("lib.so", elf.bytes()));
    assertThat(refusal).as("the file was not refused").isNotNull();
    assertThat(refusal.field()).as(refusal.getMessage()).isEqualTo(field);
    assertThat(refusal.offset()).as(refusal.getMessage()).isEqualTo(offset);
    return assertThat(refusal.problem());
  }

  private AbstractStringAssert<?> refusedForValueOf(long tag) {
    return refusedFor(DynamicSection.nameOf(tag), elf.dynamic(tag) + 8);
  }

  @Nested
  class Segments {
    @Test
    void whoseTableIsNotInTheFile() {
      elf.set(32, 8, elf.bytes().length - 100);
      refusedFor("e_phoff", 32).contains("truncated or damaged file");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0xffff_ffff_ffff_fff8L})
    void whoseTableWrapsAround(long offset) {
      elf.set(32, 8, offset);
      refusedFor("e_phoff", 32).contains("truncated or damaged file");
    }

    @Test
    void whoseHeadersHaveAnotherSize() {
      elf.set(54, 2, 32);
      refusedFor("e_phentsize", 54).isEqualTo("program headers of 32 bytes, ELF64 has 56");
    }

    @Test
    void ofWhichNoneIsLoadable() {
      elf.set(56, 2, 0);
      refusedFor("PT_LOAD", -1).isEqualTo("no loadable segment");
    }

    @Test
    void ofWhichNoneIsDynamic() {
      elf.set(elf.segment(PT_DYNAMIC), 4, 0);
      refusedFor("PT_DYNAMIC", -1).contains("no dynamic section");
    }

    @ParameterizedTest
    @ValueSource(ints = {PT_DYNAMIC, PT_TLS, PT_GNU_RELRO, PT_GNU_EH_FRAME})
    void ofWhichThereMayBeOne(int type) {
      int note = elf.segment(PT_NOTE);
      int second = Math.max(note, elf.segment(type));
      elf.set(note, 4, type);
      refusedFor("p_type", second).contains("there is more than one PT_");
    }

    @Test
    void thatLeaveTheFile() {
      int last = elf.segment(PT_LOAD, 3);
      elf.set(last + P_FILESZ, 8, 0x3000);
      refusedFor("p_offset", last + P_OFFSET)
          .isEqualTo(
              "truncated or damaged file: a segment of 0x3000 bytes begins at offset 0x"
                  + Long.toHexString(elf.get(last + P_OFFSET, 8))
                  + ", and the file has 0x"
                  + Integer.toHexString(elf.bytes().length)
                  + " bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {0xffff_ffff_ffff_f000L, 0x7fff_ffff_ffff_f000L, 1L << 40})
    void thatBeginOutsideTheFile(long offset) {
      elf.set(elf.segment(PT_LOAD) + P_OFFSET, 8, offset);
      refusedFor("p_offset", elf.segment(PT_LOAD) + P_OFFSET).contains("truncated or damaged");
    }

    @Test
    void withMoreInTheFileThanInMemory() {
      int first = elf.segment(PT_LOAD);
      elf.set(first + P_MEMSZ, 8, 0x10);
      refusedFor("p_filesz", first + P_FILESZ).contains("more bytes in the file than in memory");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 0x1800, -1, Long.MIN_VALUE, 1L << 31})
    void withAnAlignmentThatIsNoneOrTooLarge(long align) {
      int first = elf.segment(PT_LOAD);
      elf.set(first + P_ALIGN, 8, align);
      refusedFor("p_align", first + P_ALIGN).contains("is no power of two up to 1 GiB");
    }

    @Test
    void thatCannotBeMapped() {
      int second = elf.segment(PT_LOAD, 1);
      elf.set(second + P_VADDR, 8, 0x1010);
      refusedFor("p_vaddr", second + P_VADDR).contains("cannot be mapped");
    }

    @Test
    void outOfOrder() {
      int second = elf.segment(PT_LOAD, 1);
      elf.set(elf.segment(PT_LOAD) + P_VADDR, 8, 0x2000);
      refusedFor("p_vaddr", second + P_VADDR).contains("is below the one before it");
    }

    @Test
    void thatOverlap() {
      elf.set(elf.segment(PT_LOAD) + P_MEMSZ, 8, 0x1001);
      refusedFor("p_vaddr", elf.segment(PT_LOAD, 1) + P_VADDR)
          .isEqualTo("the segment at 0x1000 overlaps the one before it, which ends at 0x1001");
    }

    @Test
    void thatShareAPage() {
      int third = elf.segment(PT_LOAD, 2);
      elf.set(third + P_MEMSZ, 8, 0x1004);
      refusedFor("p_vaddr", elf.segment(PT_LOAD, 3) + P_VADDR).contains("shares a page");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 47})
    void thatWrapAroundOrLeaveTheAddressSpace(long size) {
      int last = elf.segment(PT_LOAD, 3);
      elf.set(last + P_MEMSZ, 8, size);
      refusedFor("p_vaddr", last + P_VADDR).contains("leaves the address space");
    }

    @ParameterizedTest
    @ValueSource(longs = {0xffff_ffff_ffff_f000L, 0x8000_0000_0000_0000L, 1L << 48})
    void atAddressesOfTheKernel(long address) {
      int last = elf.segment(PT_LOAD, 3);
      elf.set(last + P_VADDR, 8, address + (elf.get(last + P_OFFSET, 8) & 0xfff));
      refusedFor("p_vaddr", last + P_VADDR).contains("leaves the address space");
    }

    @Test
    void ofThreadLocalStorageThatIsNotInTheImage() {
      int tls = elf.segment(PT_TLS);
      elf.set(tls + P_VADDR, 8, 0x100000);
      refusedFor("PT_TLS", tls + P_VADDR).contains("not in the file part");
    }

    @Test
    void ofThreadLocalStorageThatNoThreadCouldHave() {
      int tls = elf.segment(PT_TLS);
      elf.set(tls + P_MEMSZ, 8, 1L << 40);
      refusedFor("p_memsz", tls + P_MEMSZ).contains("more than 1 GiB");
    }

    @Test
    void ofThreadLocalStorageWithAnAlignmentThatIsNone() {
      int tls = elf.segment(PT_TLS);
      elf.set(tls + P_ALIGN, 8, 24);
      refusedFor("p_align", tls + P_ALIGN).contains("an alignment of 0x18");
    }

    @ParameterizedTest
    @ValueSource(ints = {PT_GNU_RELRO, PT_GNU_EH_FRAME})
    void thatDescribeWhatIsNotInTheImage(int type) {
      int header = elf.segment(type);
      elf.set(header + P_VADDR, 8, 0x100000);
      refusedFor("p_vaddr", header + P_VADDR).contains("is not in a loadable segment");

      elf = sound.copy().set(header + P_MEMSZ, 8, -1);
      refusedFor("p_vaddr", header + P_VADDR).contains("is not in a loadable segment");
    }
  }

  @Nested
  class TheDynamicSection {
    @Test
    void isNotInTheImage() {
      int header = elf.segment(PT_DYNAMIC);
      elf.set(header + P_VADDR, 8, 0x100000);
      refusedFor("PT_DYNAMIC", header + P_VADDR).contains("not in the file part");
    }

    @Test
    void isNotInTheFile() {
      int header = elf.segment(PT_DYNAMIC);
      elf.set(header + P_FILESZ, 8, 0);
      refusedFor("p_filesz", header + P_FILESZ).contains("not in the file");
    }

    @Test
    void hasNoEnd() {
      int header = elf.segment(PT_DYNAMIC);
      elf.set(header + P_FILESZ, 8, elf.dynamicCount() * 16L);
      refusedFor("PT_DYNAMIC", elf.at(elf.get(header + P_VADDR, 8))).contains("no DT_NULL");
    }

    @ParameterizedTest
    @ValueSource(
        longs = {DT_STRTAB, DT_STRSZ, DT_SYMTAB, DT_SYMENT, DT_RELASZ, DT_PLTRELSZ, DT_RELRSZ})
    void lacksAnEntryThatItNeeds(long tag) {
      elf.drop(tag);
      refusedFor(DynamicSection.nameOf(tag), -1).contains("the dynamic section has");
    }

    @ParameterizedTest
    @ValueSource(
        longs = {
          DT_STRTAB,
          DT_SYMTAB,
          DT_HASH,
          DT_GNU_HASH,
          DT_RELA,
          DT_JMPREL,
          DT_RELR,
          DT_VERSYM,
          DT_VERNEED,
          DT_VERDEF,
          DT_INIT_ARRAY,
          DT_FINI_ARRAY
        })
    void pointsOutsideTheImage(long tag) {
      for (long address : new long[] {-1, Long.MAX_VALUE, Long.MIN_VALUE, 0x100000, 0x8ff}) {
        elf = sound.copy().setValue(tag, address);
        refusedForValueOf(tag).contains("are not in the file part of a loadable segment");
      }
    }

    @ParameterizedTest
    @ValueSource(longs = {DT_RELA, DT_HASH, DT_VERNEED, DT_STRTAB})
    void pointsIntoTheBss(long tag) {
      elf.setValue(tag, 0x5000);
      refusedForValueOf(tag).contains("are not in the file part of a loadable segment");
    }

    @ParameterizedTest
    @CsvSource({
      DT_RELAENT + ", 16",
      DT_RELAENT + ", 0",
      DT_SYMENT + ", 16",
      DT_SYMENT + ", -1",
      DT_RELRENT + ", 4",
      DT_PLTREL + ", 17",
    })
    void hasEntriesOfAnotherSizeOrKind(long tag, long value) {
      elf.setValue(tag, value);
      refusedForValueOf(tag).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {DT_RELASZ, DT_PLTRELSZ, DT_RELRSZ})
    void hasATableOfHalfAnEntry(long tag) {
      for (long size : new long[] {25, -1, Long.MIN_VALUE + 1}) {
        elf = sound.copy().setValue(tag, size);
        refusedForValueOf(tag).contains("is not made of entries");
      }
    }

    @ParameterizedTest
    @CsvSource({
      DT_RELASZ + "," + DT_RELA,
      DT_PLTRELSZ + "," + DT_JMPREL,
      DT_RELRSZ + "," + DT_RELR
    })
    void hasATableThatLeavesItsSegment(long sizeTag, long tag) {
      for (long size : new long[] {24 * 1000, 24L << 32, 24L << 58}) {
        elf = sound.copy().setValue(sizeTag, size);
        refusedForValueOf(tag).contains("are not in the file part of a loadable segment");
      }
    }

    @Test
    void hasRelocationsWithoutAddends() {
      elf.set(elf.dynamic(DT_RELASZ), 8, DT_RELSZ);
      elf.set(elf.dynamic(DT_RELA), 8, DT_REL);
      refusedFor("DT_REL", elf.dynamic(DT_RELSZ) + 8).contains("which AMD64 does not use");
    }

    @ParameterizedTest
    @ValueSource(longs = {DT_NEEDED, DT_SONAME})
    void hasANameOutsideTheStringTable(long tag) {
      for (long name : new long[] {elf.value(DT_STRSZ), -1, 1L << 32, Long.MIN_VALUE}) {
        elf = sound.copy().setValue(tag, name);
        refusedForValueOf(tag).contains("a name begins at " + Long.toUnsignedString(name));
      }
    }

    @ParameterizedTest
    @ValueSource(longs = {DT_INIT, DT_FINI})
    void hasAFunctionThatIsNotExecutable(long tag) {
      for (long address : new long[] {0x2000, 0x4018, -1, 0x100000}) {
        elf = sound.copy().setValue(tag, address);
        refusedForValueOf(tag).contains("is in no executable segment");
      }
    }

    @ParameterizedTest
    @ValueSource(longs = {DT_INIT_ARRAYSZ, DT_FINI_ARRAYSZ})
    void hasATableOfHalfAFunction(long tag) {
      for (long size : new long[] {9, -1, Long.MIN_VALUE}) {
        elf = sound.copy().setValue(tag, size);
        refusedForValueOf(tag).contains("are no table of addresses of 8 bytes");
      }
    }

    @Test
    void hasRelocationTablesThatOverlapHalfway() {
      elf.setValue(DT_JMPREL, elf.value(DT_RELA) + 24);
      refusedForValueOf(DT_JMPREL).contains("overlaps DT_RELA");
    }

    @ParameterizedTest
    @ValueSource(longs = {0x60000011L, 0x6fffe000L, 0x40000026L})
    void hasRelocationsInAFormThatOnlyOtherSystemsRead(long tag) {
      elf.set(elf.dynamic(DT_RELA), 8, tag);
      elf.set(elf.dynamic(DT_RELASZ), 8, tag + 1);
      ElfException refusal =
          catchThrowableOfType(ElfException.class, () -> Images.parse("lib.so", elf.bytes()));
      assertThat(refusal.problem()).contains("packed relocations", "that Linux does not read");
      assertThat(refusal.offset()).isEqualTo(elf.dynamic(tag) + 8);
    }

    @Test
    void hasMorePackedRelocationsThanTheFileHasWords() {
      int code = (int) elf.get(elf.segment(PT_LOAD, 1) + P_OFFSET, 8);
      elf.set(code, 8, 0x4010);
      for (int i = 1; i < 60; i++) {
        elf.set(code + i * 8, 8, -1);
      }
      elf.setValue(DT_RELR, elf.get(elf.segment(PT_LOAD, 1) + P_VADDR, 8));
      elf.setValue(DT_RELRSZ, 60 * 8);
      refusedForValueOf(DT_RELR).startsWith("the table names " + (1 + 59 * 63) + " words");
    }

    @Test
    void hasPackedRelocationsThatBeginWithABitmap() {
      elf.set(elf.table(DT_RELR), 8, 3);
      refusedForValueOf(DT_RELR).contains("begins with a bitmap");
    }
  }

  @Nested
  class Symbols {
    @Test
    void andStringsWithoutAnEnd() {
      elf.setValue(DT_STRSZ, elf.value(DT_STRSZ) - 1);
      refusedForValueOf(DT_STRTAB).contains("does not end in a NUL");
    }

    @Test
    void andStringsOfNoBytes() {
      elf.setValue(DT_STRSZ, 0);
      refusedForValueOf(DT_STRTAB).contains("does not end in a NUL");
    }

    @Test
    void withANameOutsideTheStringTable() {
      int symbol = elf.symbol(5);
      for (long name : new long[] {elf.value(DT_STRSZ), 0xffff_ffffL, 0x8000_0000L}) {
        elf = sound.copy().set(symbol, 4, name);
        refusedFor("st_name", symbol).startsWith("the name of symbol 5 begins at " + name);
      }
    }

    @Test
    void thatRelocationsNameAndTheTableLacks() {
      int second = elf.table(DT_JMPREL) + 24;
      elf.set(second + 12, 4, 0xffff_ffffL);
      refusedFor("DT_JMPREL", second).startsWith("relocation 1 names symbol 4294967295 of ");
    }

    @Test
    void whoseNamesShareOneHugeString() {
      int size = 1 << 20;
      int start = enlarge(size * 2, size);
      long address = elf.value(DT_STRTAB);
      int symbols = size / 2 / 24;
      int table = size + 16;
      int hash = table + symbols * 24;
      elf.set(start + hash, 4, 1).set(start + hash + 4, 4, symbols);
      elf.setValue(DT_SYMTAB, address + table).setValue(DT_HASH, address + hash).drop(DT_GNU_HASH);

      // The file has a little more than two such strings, and the symbols may have four times that.
      int tooMany = (int) (4L * elf.bytes().length / size);
      refusedFor("st_name", start + table + tooMany * 24)
          .contains("longer together than 4 times the file");
    }

    @Test
    void andNamesOfLibrariesThatShareOneHugeString() {
      int size = 1 << 20;
      enlarge(size + 1, size);
      for (long tag : new long[] {DT_SONAME, DT_INIT, DT_FINI}) {
        elf.set(elf.dynamic(tag) + 8, 8, 0).set(elf.dynamic(tag), 8, DT_NEEDED);
      }
      for (int i = 0; i < elf.get(elf.table(DT_HASH) + 4, 4); i++) {
        elf.set(elf.symbol(i), 4, size);
      }
      elf.drop(DT_VERNEED).drop(DT_VERDEF).drop(DT_VERSYM);
      ElfException refusal =
          catchThrowableOfType(ElfException.class, () -> Images.parse("lib.so", elf.bytes()));
      assertThat(refusal.problem()).isEqualTo("the names are longer together than the file");
      assertThat(refusal.field()).isEqualTo("DT_NEEDED");
    }

    /**
     * Makes the last segment longer, and the first of it one long string, the string table; gives
     * where that begins in the file.
     */
    private int enlarge(int bytes, int string) {
      int last = elf.segment(PT_LOAD, 3);
      long address = elf.get(last + P_VADDR, 8) + elf.get(last + P_FILESZ, 8);
      int start = (int) (elf.get(last + P_OFFSET, 8) + elf.get(last + P_FILESZ, 8));
      byte[] large = Arrays.copyOf(elf.bytes(), start + bytes);
      Arrays.fill(large, start, start + string, (byte) 'a');
      Arrays.fill(large, start + string, large.length, (byte) 0);
      elf = new EditableElf(large);
      elf.set(last + P_FILESZ, 8, elf.get(last + P_FILESZ, 8) + bytes);
      elf.set(last + P_MEMSZ, 8, elf.get(last + P_FILESZ, 8));
      elf.setValue(DT_STRTAB, address).setValue(DT_STRSZ, string + 1L);
      return start;
    }
  }

  @Nested
  class HashTables {
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

  @Nested
  class VersionTables {
    private int need;
    private int aux;
    private int definition;

    @BeforeEach
    void findThem() {
      need = elf.table(DT_VERNEED);
      aux = need + (int) elf.get(need + 8, 4);
      definition = elf.table(DT_VERDEF);
    }

    @Test
    void withASymbolWhoseVersionHasNoName() {
      int versym = elf.table(DT_VERSYM);
      elf.set(versym + 2, 2, 0x7fff);
      refusedForValueOf(DT_VERSYM).startsWith("symbol 1 has version 32767, which neither");
    }

    @Test
    void withMoreFilesThanTheNumberSays() {
      elf.setValue(DT_VERNEEDNUM, 1);
      refusedFor("vn_next", need + 12).contains("goes on after");
    }

    @Test
    void withFewerFilesThanTheNumberSays() {
      elf.setValue(DT_VERNEEDNUM, 3);
      int second = need + (int) elf.get(need + 12, 4);
      refusedFor("vn_next", second + 12).contains("ends before");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, 1L << 32, 100000})
    void withMoreEntriesThanTheFileHasRoomFor(long count) {
      elf.setValue(DT_VERNEEDNUM, count);
      refusedForValueOf(DT_VERNEEDNUM).contains("more than the file has room for");

      elf = sound.copy().setValue(DT_VERDEFNUM, count);
      refusedForValueOf(DT_VERDEFNUM).contains("more than the file has room for");
    }

    @Test
    void withAnUnknownStructureVersion() {
      elf.set(need, 2, 2);
      refusedFor("vn_version", need).contains("unknown structure version 2");

      elf = sound.copy().set(definition, 2, 0);
      refusedFor("vd_version", definition).contains("unknown structure version 0");
    }

    @Test
    void withAFileOfNoVersion() {
      elf.set(need + 2, 2, 0);
      refusedFor("vn_cnt", need + 2).contains("no version of it");
    }

    @Test
    void withADefinitionOfNoName() {
      elf.set(definition + 6, 2, 0);
      refusedFor("vd_cnt", definition + 6).contains("has no name");
    }

    @Test
    void withMoreOrFewerVersionsThanTheFileEntrySays() {
      elf.set(need + 2, 2, 2);
      refusedFor("vna_next", aux + 12).contains("ends before");

      int second = need + (int) elf.get(need + 12, 4);
      int secondAux = second + (int) elf.get(second + 8, 4);
      elf = sound.copy().set(second + 2, 2, 1);
      refusedFor("vna_next", secondAux + 12).contains("goes on after");
    }

    @ParameterizedTest
    @CsvSource({"8, vn_aux", "12, vn_next"})
    void withALinkOutOfTheSegment(int link, String field) {
      for (long distance : new long[] {0xffff_ffffL, 0x8000_0000L, 0x7fff_ffffL, 0x10000}) {
        elf = sound.copy().set(need + link, 4, distance);
        refusedFor(field, need + link).contains("outside the segment");
      }
    }

    @Test
    void withAnEntryThatLeavesTheSegment() {
      long end = elf.get(elf.segment(PT_LOAD) + P_FILESZ, 8);
      elf.set(need + 8, 4, end - need - 8);
      refusedFor("DT_VERNEED", end - 8).contains("leaves the segment");
    }

    @Test
    void withANameOutsideTheStringTable() {
      elf.set(need + 4, 4, 0xffff_ffffL);
      refusedFor("vn_file", need + 4).contains("a name begins at 4294967295");

      elf = sound.copy().set(aux + 8, 4, elf.value(DT_STRSZ));
      refusedFor("vna_name", aux + 8).contains("in a string table of");

      int name = definition + (int) elf.get(definition + 12, 4);
      elf = sound.copy().set(name, 4, 0x8000_0000L);
      refusedFor("vda_name", name).contains("a name begins at 2147483648");
    }

    @Test
    void withOneNumberForTwoVersions() {
      elf.set(aux + 6, 2, 2);
      refusedFor("vd_ndx", definition + 28 + 4).isEqualTo("two versions have the number 2");
    }

    @Test
    void withTheNumberOfInvisibleSymbols() {
      elf.set(aux + 6, 2, 0x8000);
      refusedFor("vna_other", aux + 6).contains("has the number 0");
    }

    @Test
    void withEntriesThatOverlap() {
      // Seven definitions, in place of the code, that all go through one list of twenty parents.
      int segment = elf.segment(PT_LOAD, 1);
      int start = (int) elf.get(segment + P_OFFSET, 8);
      int names = start + 7 * 20;
      for (int i = 0; i < 7; i++) {
        int at = start + i * 20;
        elf.set(at, 2, 1).set(at + 2, 2, 0).set(at + 4, 2, 100 + i).set(at + 6, 2, 20);
        elf.set(at + 8, 4, 0).set(at + 12, 4, names - at).set(at + 16, 4, i == 6 ? 0 : 20);
      }
      for (int i = 0; i < 20; i++) {
        elf.set(names + i * 8, 4, 1).set(names + i * 8 + 4, 4, i == 19 ? 0 : 8);
      }
      elf.setValue(DT_VERDEF, elf.get(segment + P_VADDR, 8)).setValue(DT_VERDEFNUM, 7);

      ElfException refusal =
          catchThrowableOfType(ElfException.class, () -> Images.parse("lib.so", elf.bytes()));
      assertThat(refusal.problem()).isEqualTo("entries overlap");
      assertThat(refusal.field()).isEqualTo("DT_VERDEF");
    }
  }

  /** Any prefix of the file is refused, or is enough. */
  @Test
  void refusesEveryTruncation() {
    int needed = 0;
    for (int i = 0; i < sound.loadSegmentCount(); i++) {
      int header = sound.segment(PT_LOAD, i);
      needed =
          Math.max(
              needed, (int) (sound.get(header + P_OFFSET, 8) + sound.get(header + P_FILESZ, 8)));
    }
    for (int size = 0; size < sound.bytes().length; size++) {
      byte[] cut = sound.cut(size).bytes();
      ElfException refusal =
          catchThrowableOfType(ElfException.class, () -> Images.parse("lib.so", cut));
      if (size < needed) {
        assertThat(refusal).as("cut to " + size).isNotNull();
        assertThat(refusal.problem()).containsAnyOf("truncated", "invalid filetype");
      } else {
        assertThat(refusal).as("cut to " + size).isNull();
      }
    }
  }

  @Test
  void leavesTheStackSegmentAlone() {
    elf.set(elf.segment(PT_GNU_STACK) + P_VADDR, 8, -1);
    assertThat(Images.parse("lib.so", elf.bytes()).segment(PT_GNU_STACK)).isPresent();
  }
}
