package org.alfheim.internal.process.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a stream is taken. */
@Timeout(60)
class ImageStreamTest {
  private static final long UNTOLD = -1;

  /** So many zeros. */
  private static InputStream zeros(long count) {
    return new InputStream() {
      private long left = count;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        if (left == 0) {
          return -1;
        }
        int read = (int) Math.min(left, length);
        Arrays.fill(bytes, offset, offset + read, (byte) 0);
        left -= read;
        return read;
      }
    };
  }

  private static long copy(ImageStream stream, ExecutableFile file) throws IOException {
    assertThat(stream.startIsAll()).isFalse();
    return stream.copyTo(file.descriptor());
  }

  /** More than the sizes that an int can have. */
  @Test
  void isNeededInPartsHoweverMuchComes(@TempDir Path folder) throws IOException {
    byte[] image =
        Files.readAllBytes(new Compiler(folder).c("long.so", "int F(void) { return 1; }"));
    long size = 5L << 30;
    InputStream content =
        new SequenceInputStream(new ByteArrayInputStream(image), zeros(size - image.length));

    try (ExecutableFile file = ExecutableFile.create("long.so")) {
      assertThat(copy(new ImageStream(content, size, 0), file)).isEqualTo(size);

      assertThat(CLibrary.status(file.descriptor()).size()).isEqualTo(size);
      assertThat(CLibrary.status(file.descriptor()).held()).isLessThan(64 << 10);
    }
  }

  @ParameterizedTest
  @CsvSource({"65_537", "200_000", "196_611"})
  void whoseSizeIsNotToldHasALimit(int most) throws IOException {
    try (ExecutableFile file = ExecutableFile.create("limit")) {
      assertThat(copy(new ImageStream(zeros(most), UNTOLD, most), file)).isEqualTo(most);
    }
    try (ExecutableFile file = ExecutableFile.create("limit")) {
      ImageStream endless = new ImageStream(zeros(Long.MAX_VALUE), UNTOLD, most);
      assertThatIOException()
          .isThrownBy(() -> copy(endless, file))
          .withMessage(
              "the stream goes on after " + most + " bytes, and its size was not told; tell it");
    }
  }
}
