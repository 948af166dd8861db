package org.alfheim.internal.amd64;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.fixture.Assembled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsCodeTest {
  @TempDir private Path folder;

  @Test
  void isWhatItsSourceIsAssembledTo() {
    assertThat(SignalsCode.bytes()).isEqualTo(Assembled.of("signals.s", folder).code());
  }
}
