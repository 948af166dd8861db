package org.alfheim.internal.amd64;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.alfheim.fixture.Assembled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrnoCodeTest {
  @TempDir private Path folder;

  @Test
  void isWhatItsSourceIsAssembledTo() {
    Assembled assembled = Assembled.of("errno.s", folder);

    assertThat(ErrnoCode.bytes(0)).isEqualTo(assembled.code());
    assertThat(assembled.labels())
        .containsAllEntriesOf(
            Map.of(
                "negative_int", ErrnoCode.NEGATIVE_INT,
                "zero_int", ErrnoCode.ZERO_INT,
                "non_zero_int", ErrnoCode.NON_ZERO_INT,
                "negative_long", ErrnoCode.NEGATIVE_LONG,
                "non_zero_long", ErrnoCode.NON_ZERO_LONG));
  }
}
