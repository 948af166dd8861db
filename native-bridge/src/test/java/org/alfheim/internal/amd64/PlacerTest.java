package org.alfheim.internal.amd64;

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
    Assembled assembled = Assembled.of("placer.s", folder);

    assertThat(segment(0, 0, 0, 0)).isEqualTo(assembled.code());
    assertThat(Placer.entry(new Vaddr(0)).value())
        .isEqualTo(assembled.labels().get("place").longValue());
    assertThat(Placer.INDIRECT).isEqualTo(assembled.labels().get("indirect"));
  }

  @Test
  void beginsWithTheWorkItsOwnPlaceTheTrapAndTheResult() {
    MemorySegment segment =
        MemorySegment.ofArray(segment(0x7f00_1234_5678L, 0x9000, 0x8123, 0x8000));

    assertThat(segment.get(ElfLayouts.XWORD, 0)).isEqualTo(0x7f00_1234_5678L);
    assertThat(segment.get(ElfLayouts.XWORD, 8)).isEqualTo(0x9000);
    assertThat(segment.get(ElfLayouts.XWORD, 16)).isEqualTo(0x8123);
    assertThat(segment.get(ElfLayouts.XWORD, 24)).isEqualTo(0x8000);
    assertThat(Placer.entry(new Vaddr(0x9000))).isEqualTo(new Vaddr(0x9020));
  }

  private static byte[] segment(long work, long vaddr, long trap, long placed) {
    MemorySegment segment = MemorySegment.ofArray(new byte[Placer.size()]);
    Placer.writeTo(segment, 0, new Vaddr(vaddr), new Vaddr(trap), new Vaddr(placed), work);
    return segment.toArray(JAVA_BYTE);
  }
}
