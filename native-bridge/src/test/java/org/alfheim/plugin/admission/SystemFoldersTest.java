package org.alfheim.plugin.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian and Fedora keep their C library in different folders. */
class SystemFoldersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/lib/x86_64-linux-gnu/libc.so.6",
        "/usr/lib/x86_64-linux-gnu/libc.so.6",
        "/lib64/ld-linux-x86-64.so.2",
        "/usr/lib64/libc.so.6",
        "/usr/lib64/gconv/UTF-16.so"
      })
  void theDistributionsLibrariesAreInThem(String file) {
    assertThat(SystemFolders.contain(Path.of(file))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr/local/lib/libc.so.6",
        "/usr/library/libc.so.6",
        "/lib64.so",
        "/opt/usr/lib64/libc.so.6",
        "/home/lib/libc.so.6"
      })
  void othersAreNot(String file) {
    assertThat(SystemFolders.contain(Path.of(file))).isFalse();
  }
}
