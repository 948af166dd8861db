package org.alfheim.internal.amd64;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.alfheim.fixture.Assembled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableScanCodeTest {
  @TempDir private Path folder;

  @Test
  void isWhatItsSourceIsAssembledTo() {
    Assembled assembled = Assembled.of("table-scan.s", folder);

    assertThat(TableScanCode.bytes()).isEqualTo(assembled.code());
    assertThat(assembled.labels())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "relocations", TableScanCode.RELOCATIONS,
                "symbols", TableScanCode.SYMBOLS,
                "versions", TableScanCode.VERSIONS,
                "entries", TableScanCode.ENTRIES,
                "indexes", TableScanCode.INDEXES,
                "runs", TableScanCode.RUNS,
                "chains", TableScanCode.CHAINS));
  }
}
