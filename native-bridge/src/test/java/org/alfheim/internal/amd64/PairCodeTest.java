package org.alfheim.internal.amd64;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.fixture.Assembled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairCodeTest {
  @TempDir private Path folder;

  @Test
  void isWhatItsSourceIsAssembledTo() {
    assertThat(PairCode.bytes()).isEqualTo(Assembled.of("pair.s", folder).code());
  }
}
