package org.alfheim.link;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.alfheim.elf.Vaddr;
import org.alfheim.fixture.Assembled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacerTest {
  @TempDir private Path folder;

  @Test
  void isWhatItsSourceIsAssembledTo() {
    assertThat(segment(0, 0, 0)).isEqualTo(Assembled.of("placer.s", folder).code());
  }

  @Test
  void beginsWithTheWorkItsOwnPlaceAndTheTrap() {
    MemorySegment segment = MemorySegment.ofArray(segment(0x7f00_1234_5678L, 0x9000, 0x8123));

    assertThat(segment.get(ElfLayouts.XWORD, 0)).isEqualTo(0x7f00_1234_5678L);
    assertThat(segment.get(ElfLayouts.XWORD, 8)).isEqualTo(0x9000);
    assertThat(segment.get(ElfLayouts.XWORD, 16)).isEqualTo(0x8123);
    assertThat(Placer.entry(new Vaddr(0x9000))).isEqualTo(new Vaddr(0x9018));
  }

  private static byte[] segment(long work, long vaddr, long trap) {
    MemorySegment segment = MemorySegment.ofArray(new byte[Placer.size()]);
    Placer.writeTo(segment, 0, new Vaddr(vaddr), new Vaddr(trap), work);
    return segment.toArray(JAVA_BYTE);
  }
}
