package org.alfheim.internal.process.libc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileStatusTest {
  @Test
  void onlyWhatNobodyButTheSuperuserCanChangeIsUnchanging() {
    assertThat(new FileStatus(1, 8, 0, 0100644, 0, 0).unchanging()).isTrue();
    assertThat(new FileStatus(1, 8, 0, 0100755, 0, 0).unchanging()).isTrue();
    assertThat(new FileStatus(1, 8, 0, 0100664, 0, 0).unchanging()).isFalse();
    assertThat(new FileStatus(1, 8, 0, 0100646, 0, 0).unchanging()).isFalse();
    assertThat(new FileStatus(1, 8, 1000, 0100644, 0, 0).unchanging()).isFalse();
  }
}
