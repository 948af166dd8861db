package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.DT_FINI;
import static org.alfheim.elf.DynamicSection.DT_FINI_ARRAY;
import static org.alfheim.elf.DynamicSection.DT_FINI_ARRAYSZ;
import static org.alfheim.elf.DynamicSection.DT_GNU_HASH;
import static org.alfheim.elf.DynamicSection.DT_HASH;
import static org.alfheim.elf.DynamicSection.DT_INIT;
import static org.alfheim.elf.DynamicSection.DT_INIT_ARRAY;
import static org.alfheim.elf.DynamicSection.DT_INIT_ARRAYSZ;
import static org.alfheim.elf.DynamicSection.DT_JMPREL;
import static org.alfheim.elf.DynamicSection.DT_NEEDED;
import static org.alfheim.elf.DynamicSection.DT_PLTREL;
import static org.alfheim.elf.DynamicSection.DT_PLTRELSZ;
import static org.alfheim.elf.DynamicSection.DT_REL;
import static org.alfheim.elf.DynamicSection.DT_RELA;
import static org.alfheim.elf.DynamicSection.DT_RELAENT;
import static org.alfheim.elf.DynamicSection.DT_RELASZ;
import static org.alfheim.elf.DynamicSection.DT_RELR;
import static org.alfheim.elf.DynamicSection.DT_RELRENT;
import static org.alfheim.elf.DynamicSection.DT_RELRSZ;
import static org.alfheim.elf.DynamicSection.DT_RELSZ;
import static org.alfheim.elf.DynamicSection.DT_SONAME;
import static org.alfheim.elf.DynamicSection.DT_STRSZ;
import static org.alfheim.elf.DynamicSection.DT_STRTAB;
import static org.alfheim.elf.DynamicSection.DT_SYMENT;
import static org.alfheim.elf.DynamicSection.DT_SYMTAB;
import static org.alfheim.elf.DynamicSection.DT_VERDEF;
import static org.alfheim.elf.DynamicSection.DT_VERNEED;
import static org.alfheim.elf.DynamicSection.DT_VERSYM;
import static org.alfheim.elf.ProgramHeader.PT_DYNAMIC;
import static org.alfheim.elf.ProgramHeader.PT_LOAD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dynamic section that is wrong, or leads to what is. */
class DamagedDynamicSectionTest extends DamagedSample {
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
  @CsvSource({DT_RELASZ + "," + DT_RELA, DT_PLTRELSZ + "," + DT_JMPREL, DT_RELRSZ + "," + DT_RELR})
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
    ElfException refusal = refusal();
    assertThat(refusal.problem())
        .contains("packed relocations")
        .containsAnyOf("that Linux does not read", "this file is for Android");
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
