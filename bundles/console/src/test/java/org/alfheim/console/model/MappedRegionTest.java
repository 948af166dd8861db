package org.alfheim.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of {@code /proc/PID/smaps}, as proc(5) describes it. */
class MappedRegionTest {
  @Test
  void aMappingHasItsAddressesItsPermissionsAndWhatIsResident() {
    List<MappedRegion> mappings =
        MappedRegion.read(
            """
            7f0000000000-7f0000003000 r-xp 00001000 00:01 1044  /memfd:libx.so (deleted)
            Size:                 12 kB
            Rss:                   8 kB
            Pss:                   4 kB
            VmFlags: rd ex mr mw me
            7f0000003000-7f0000004000 rw-p 00000000 00:00 0
            Size:                  4 kB
            Rss:                   0 kB
            """
                .lines());
    assertThat(mappings)
        .containsExactly(
            new MappedRegion(0x7f0000000000L, 0x7f0000003000L, "r-xp", 8192),
            new MappedRegion(0x7f0000003000L, 0x7f0000004000L, "rw-p", 0));
    assertThat(mappings.getFirst().size()).isEqualTo(0x3000);
  }

  @Test
  void whatIsTheKernelsIsLeftOut() {
    assertThat(
            MappedRegion.read(
                """
                ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]
                Rss:                   0 kB
                """
                    .lines()))
        .isEmpty();
  }
}
