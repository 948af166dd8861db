package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.alfheim.itests.endtoend.Plugins.library;
import static org.assertj.core.api.Assertions.assertThat;

import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.Test;

class CorpusTest {

  @Test
  void librariesOfThisMachineAreInMemoryAsDlopenHasThem() {
    Run run =
        alfheim("corpus", library("libz.so.1").toString(), library("libcrypto.so.3").toString());
    assertThat(run.out())
        .contains("2 libraries, 2 opened by both, 0 differ, 0 only by dlopen, 0 only by alfheim");
    assertThat(run.status()).isZero();
  }
}
