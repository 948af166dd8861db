package org.alfheim.elf;

import static org.alfheim.elf.ProgramHeader.PT_DYNAMIC;
import static org.alfheim.elf.ProgramHeader.PT_GNU_RELRO;
import static org.alfheim.elf.ProgramHeader.PT_GNU_STACK;
import static org.alfheim.elf.ProgramHeader.PT_LOAD;
import static org.alfheim.elf.ProgramHeader.PT_NOTE;
import static org.alfheim.elf.ProgramHeader.PT_TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments that are wrong. */
class DamagedSegmentsTest extends DamagedSample {
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
  @ValueSource(ints = {PT_DYNAMIC, PT_TLS, PT_GNU_RELRO})
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

  @Test
  void ofWhichOneSealsWhatIsNotInTheImage() {
    int header = elf.segment(PT_GNU_RELRO);
    elf.set(header + P_VADDR, 8, 0x100000);
    refusedFor("p_vaddr", header + P_VADDR).contains("is not in a loadable segment");

    elf = sound.copy().set(header + P_MEMSZ, 8, -1);
    refusedFor("p_vaddr", header + P_VADDR).contains("is not in a loadable segment");
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
