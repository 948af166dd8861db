package org.alfheim.plugins.zlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface over the image, without a framework; the JDK's own zlib says what is right. */
class ZlibTest {
  private final Zlib zlib =
      Loader.open(Path.of("target/native/libalfheim-zlib.so")).bind(Zlib.class);

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void theVersionIsThatOfTheSystem() {
    assertThat(zlib.version()).matches("1\\.\\d+(\\.\\d+)*");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 1000, 1_000_000})
  void checksumsAreThoseOfTheJdk(int length) {
    byte[] data = bytes(length);
    CRC32 crc32 = new CRC32();
    crc32.update(data);
    Adler32 adler32 = new Adler32();
    adler32.update(data);

    assertThat(zlib.crc32(data)).isEqualTo(crc32.getValue());
    assertThat(zlib.adler32(data)).isEqualTo(adler32.getValue());
  }

  @Test
  void theCheckValueOfCrc32() {
    assertThat(zlib.crc32("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xcbf43926L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 1_000_000})
  void theJdkReadsWhatWasCompressed(int length) throws DataFormatException {
    byte[] data = bytes(length);
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(zlib.compress(data));
      byte[] uncompressed = new byte[length];
      int written = inflater.inflate(uncompressed);

      assertThat(written).isEqualTo(length);
      assertThat(uncompressed).isEqualTo(data);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 1_000_000})
  void readsWhatTheJdkCompressed(int length) {
    byte[] data = new byte[length]; // compresses to next to nothing: the buffer has to grow
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(data);
      deflater.finish();
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        compressed.write(buffer, 0, deflater.deflate(buffer));
      }
    }

    assertThat(zlib.uncompress(compressed.toByteArray(), length)).isEqualTo(data);
    assertThat(zlib.uncompress(compressed.toByteArray(), Integer.MAX_VALUE / 2)).isEqualTo(data);
  }

  @Test
  void refusesMoreThanTheLimit() {
    byte[] compressed = zlib.compress(new byte[1000]);

    assertThatExceptionOfType(ZlibException.class)
        .isThrownBy(() -> zlib.uncompress(compressed, 999))
        .withMessage("buffer error");
  }

  @Test
  void refusesWhatIsNotCompressed() {
    assertThatExceptionOfType(ZlibException.class)
        .isThrownBy(() -> zlib.uncompress(new byte[] {1, 2, 3}, 1000))
        .withMessage("data error");
  }

  @Test
  void refusesALevelThatThereIsNot() {
    assertThatExceptionOfType(ZlibException.class)
        .isThrownBy(() -> zlib.compress(new byte[1], 10))
        .withMessage("stream error");
  }
}
