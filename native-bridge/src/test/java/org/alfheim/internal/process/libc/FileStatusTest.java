package org.alfheim.internal.process.libc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileStatusTest {
  @Test
  void onlyWhatNobodyButTheSuperuserCanChangeIsUnchanging() {
    assertThat(new FileStatus(1, 8, 0, 0100644).unchanging()).isTrue();
    assertThat(new FileStatus(1, 8, 0, 0100755).unchanging()).isTrue();
    assertThat(new FileStatus(1, 8, 0, 0100664).unchanging()).isFalse();
    assertThat(new FileStatus(1, 8, 0, 0100646).unchanging()).isFalse();
    assertThat(new FileStatus(1, 8, 1000, 0100644).unchanging()).isFalse();
  }
}
