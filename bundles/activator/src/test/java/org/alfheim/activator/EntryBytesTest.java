package org.alfheim.activator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryBytesTest {
  private final byte[] content = new byte[100_000];

  EntryBytesTest() {
    new Random(7).nextBytes(content);
  }

  /** What a bundle's directory says of an entry is not what the entry has to be. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        -1,
        0,
        1,
        99_998,
        99_999,
        100_000,
        100_001,
        300_000,
        Integer.MAX_VALUE,
        Long.MAX_VALUE
      })
  void areAllThatComesWhateverIsClaimed(long claimed) throws IOException {
    assertThat(EntryBytes.read(new ByteArrayInputStream(content), claimed)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 5})
  void areNoneWhereNoneCome(long claimed) throws IOException {
    assertThat(EntryBytes.read(new ByteArrayInputStream(new byte[0]), claimed)).isEmpty();
  }

  @Test
  void areThoseOfAnEntryOfAJar(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("a.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("lib/liba.so"));
      out.write(content);
    }

    assertThat(EntryBytes.of(URI.create("jar:" + jar.toUri() + "!/lib/liba.so").toURL()))
        .isEqualTo(content);
  }
}
