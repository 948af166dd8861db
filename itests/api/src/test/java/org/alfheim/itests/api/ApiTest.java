package org.alfheim.itests.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The bundles of this build against what was accepted. */
class ApiTest {
  @Test
  void theApiIsTheOneThatWasAccepted() throws IOException {
    Exports exports = Exports.onClassPath();
    assertThat(exports.packages()).contains("org.alfheim.plugin", "org.alfheim.wrap");
    assertThat(new Signatures(Path.of("signatures")).objections(exports))
        .as(
            "What others use is another now. Where that is meant: ./alfheim api --accept,"
                + " and the versions of packages as docs/releasing.md says it")
        .isEmpty();
  }
}
