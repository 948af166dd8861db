package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateReportsTest {
  @TempDir Path storage;

  @Test
  void areTakenOnceByWhoeverComes() throws Exception {
    new LateReports(storage).add(Path.of("/plugins/a b.so"));
    new LateReports(storage).add(Path.of("/plugins/c.so"));
    new LateReports(storage).add(Path.of("/plugins/c.so"));

    assertThat(new LateReports(storage).take())
        .containsExactlyInAnyOrder(Path.of("/plugins/a b.so"), Path.of("/plugins/c.so"));
    assertThat(new LateReports(storage).take()).isEmpty();
  }

  @Test
  void oneThatWasCutKeepsNoOtherBack() throws Exception {
    new LateReports(storage).add(Path.of("/plugins/a.so"));
    Files.writeString(storage.resolve("cut.late"), "");

    assertThat(new LateReports(storage).take()).containsExactly(Path.of("/plugins/a.so"));
    assertThat(storage).isEmptyDirectory();
  }
}
