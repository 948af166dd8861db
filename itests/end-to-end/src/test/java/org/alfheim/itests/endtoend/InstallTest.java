package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./alfheim install} refuses; what it makes is tried with the examples. */
class InstallTest {
  @TempDir Path folder;

  @Test
  void aWordThatItDoesNotKnowIsNamed() {
    Run run = alfheim("install", "repository");
    assertThat(run.err())
        .isEqualTo("alfheim: install: unknown argument 'repository' (alfheim install --help)\n");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void aRepositoryHasToHaveAName() {
    Run run = alfheim("install", "--to");
    assertThat(run.err()).isEqualTo("alfheim: install: --to needs a value\n");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void aFileIsNoRepository() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Run run = alfheim("install", "--to", file.toString());
    assertThat(run.err())
        .isEqualTo("alfheim: install: --to %s: cannot write there\n".formatted(file));
    assertThat(run.status()).isEqualTo(1);
    assertThat(file).hasContent("mine");
  }
}
