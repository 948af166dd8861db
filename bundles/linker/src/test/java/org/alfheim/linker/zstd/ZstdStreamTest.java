package org.alfheim.linker.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.alfheim.internal.zstd.ZstdStream;
import org.alfheim.linker.Toolchain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZstdStreamTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  private byte[] packed(byte[] plain, String... options) throws Exception {
    Files.write(tools.file("plain"), plain);
    String[] words = Arrays.copyOf(new String[] {"zstd", "-q", "-f", "plain"}, 4 + options.length);
    System.arraycopy(options, 0, words, 4, options.length);
    tools.run(words);
    return Files.readAllBytes(tools.file("plain.zst"));
  }

  private static byte[] plain(String kind) throws Exception {
    Random random = new Random(3);
    return switch (kind) {
      case "nothing" -> new byte[0];
      case "zeroes" -> new byte[400_000];
      case "noise" -> {
        byte[] bytes = new byte[300_000];
        random.nextBytes(bytes);
        yield bytes;
      }
      case "words" -> {
        StringBuilder text = new StringBuilder();
        while (text.length() < 600_000) {
          text.append("word")
              .append(random.nextInt(3_000))
              .append(random.nextInt(4) == 0 ? "\n" : " ");
        }
        yield text.toString().getBytes(StandardCharsets.US_ASCII);
      }
      case "letters" -> {
        byte[] bytes = new byte[200_000];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) (random.nextGaussian() * 12);
        }
        yield bytes;
      }
      case "short" -> "abcabcabcabcabcabcabcd".getBytes(StandardCharsets.US_ASCII);
      /* Code and tables. */
      default -> Files.readAllBytes(Path.of("/lib/x86_64-linux-gnu/libm.so.6"));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, -1",
    "zeroes, -3",
    "noise, -3",
    "words, --fast=5",
    "words, -1",
    "words, -19",
    "letters, -3",
    "letters, -19",
    "short, -1",
    "short, -19",
    "code, -1",
    "code, -9",
    "code, --no-check"
  })
  void whatZstdPacksIsUnpacked(String kind, String option) throws Exception {
    byte[] plain = plain(kind);
    byte[] packed = packed(plain, option);
    byte[] behind = new byte[packed.length + 7];
    System.arraycopy(packed, 0, behind, 7, packed.length);
    assertThat(ZstdStream.unpack(behind, 7, plain.length)).isEqualTo(plain);
  }

  @Test
  void framesStandOneBehindTheOther() throws Exception {
    byte[] one = packed("one one one one one".getBytes(StandardCharsets.US_ASCII));
    byte[] two = packed(plain("words"));
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    byte[] unpacked = ZstdStream.unpack(both, 0, 19 + plain("words").length);
    assertThat(new String(unpacked, 0, 19, StandardCharsets.US_ASCII))
        .isEqualTo("one one one one one");
    assertThat(Arrays.copyOfRange(unpacked, 19, unpacked.length)).isEqualTo(plain("words"));
  }

  @Test
  void anotherNumberOfBytesIsRefused() throws Exception {
    byte[] packed = packed(plain("words"));
    int size = plain("words").length;
    assertThatThrownBy(() -> ZstdStream.unpack(packed, 0, size - 1))
        .isInstanceOf(DataFormatException.class);
    assertThatThrownBy(() -> ZstdStream.unpack(packed, 0, size + 1))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(size + " bytes, and not " + (size + 1));
  }

  /** Whatever the bytes are: as many as were asked for, or a refusal. */
  @Test
  void damagedStreamsAreRefusedOrUnpacked() throws Exception {
    byte[] plain = Arrays.copyOf(plain("words"), 3_000);
    byte[] packed = packed(plain, "-19", "--no-check");
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = packed.clone();
      for (int k = 0; k <= random.nextInt(3); k++) {
        int most = random.nextBoolean() ? Math.min(60, damaged.length) : damaged.length;
        damaged[random.nextInt(most)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(ZstdStream.unpack(damaged, 0, plain.length)).hasSize(plain.length);
      } catch (DataFormatException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }
}
