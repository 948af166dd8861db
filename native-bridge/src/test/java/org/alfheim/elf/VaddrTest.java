package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Addresses of an image are unsigned, and so are ranges of them. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class VaddrTest {
  private static ProgramHeader segment(long start, long size) {
    return new ProgramHeader(ProgramHeader.PT_LOAD, 0, 0, new Vaddr(start), 0, size, 0);
  }

  @Test
  void comparesWithoutASign() {
    assertThat(new Vaddr(-1)).isGreaterThan(new Vaddr(1));
    assertThat(new Vaddr(Long.MIN_VALUE)).isGreaterThan(new Vaddr(Long.MAX_VALUE));
  }

  @Test
  void wrapsAroundAtTheEnd() {
    assertThat(new Vaddr(-1).plus(2)).isEqualTo(new Vaddr(1));
    assertThat(new Vaddr(1).minus(new Vaddr(-1))).isEqualTo(2);
  }

  @Test
  void isWrittenInHexadecimal() {
    assertThat(new Vaddr(-1)).hasToString("0xffffffffffffffff");
  }

  @Test
  void aSegmentContainsARangeUpToItsEnd() {
    ProgramHeader segment = segment(0x1000, 0x100);

    assertThat(segment.contains(new Vaddr(0x1000), 0x100)).isTrue();
    assertThat(segment.contains(new Vaddr(0x1100), 0)).isTrue();
    assertThat(segment.contains(new Vaddr(0x10ff), 2)).isFalse();
    assertThat(segment.contains(new Vaddr(0xfff), 1)).isFalse();
    assertThat(segment.contains(new Vaddr(0x1101), 0)).isFalse();
    assertThat(segment.contains(new Vaddr(0x1000), -1)).isFalse();
    assertThat(segment.contains(new Vaddr(0x1001), Long.MAX_VALUE)).isFalse();
  }
}
