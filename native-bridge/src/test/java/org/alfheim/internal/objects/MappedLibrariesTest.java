package org.alfheim.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alfheim.internal.search.SystemLibraries;
import org.junit.jupiter.api.Test;

class MappedLibrariesTest {
  @Test
  void theCLibraryOfTheProcessIsTheOneThatLdSoWouldFind() throws Exception {
    Path found = SystemLibraries.ofProcess().named("libc.so.6").orElseThrow();
    assertThat(MappedLibraries.named("libc.so.6")).contains(found.toRealPath());
    assertThat(MappedLibraries.named("libnobody-has-this.so.1")).isEmpty();
  }

  @Test
  void onlyCodeCountsAndOfOneNameTheFirst() {
    Map<String, Path> files =
        MappedLibraries.byName(
            List.of(
                "5600-5601 r--p 00000000 fe:00 11 /data/libx.so.1",
                "7f00-7f01 r-xp 00001000 fe:00 12 /lib/libx.so.1",
                "7f02-7f03 r-xp 00001000 fe:00 13 /other/libx.so.1",
                "7f04-7f05 r-xp 00000000 00:01 14 /memfd:libm.so.6 (deleted)",
                "7f06-7f07 r-xp 00000000 fe:00 15 /lib/libgone.so (deleted)",
                "7f08-7f09 rwxp 00000000 00:00 0 ",
                "7ffe-7fff r-xp 00000000 00:00 0 [vdso]"));
    assertThat(files)
        .containsEntry("libx.so.1", Path.of("/lib/libx.so.1"))
        .doesNotContainKeys("libm.so.6", "libgone.so");
  }
}
