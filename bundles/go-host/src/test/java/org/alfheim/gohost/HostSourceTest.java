package org.alfheim.gohost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSourceTest {
  private static final Path SOURCE = Path.of("src/main/go/host");

  @TempDir private Path folder;

  @Test
  void eachFileOfTheSourceIsWritten() throws IOException {
    HostSource.writeTo(folder);

    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(folder.resolve(SOURCE.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
    try (Stream<Path> written = Files.walk(folder)) {
      assertThat(written.filter(Files::isRegularFile)).hasSize(HostSource.files().size());
    }
    assertThat(HostSource.digest()).matches("[0-9a-f]{16}");
  }
}
