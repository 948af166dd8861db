package org.alfheim.itests.go;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Any number of versions of one plugin: {@code src/test/go/versioned}. */
final class VersionedImage {
  private static final byte[] FIRST = text(0).getBytes(StandardCharsets.US_ASCII);

  private final byte[] image;
  private final int place;

  VersionedImage(byte[] image) {
    this.image = image.clone();
    int at = 0;
    while (!Arrays.equals(image, at, at + FIRST.length, FIRST, 0, FIRST.length)) {
      at++;
    }
    place = at;
  }

  /** What {@code Version} gives. */
  static String text(int number) {
    return "version %04d".formatted(number);
  }

  /** The image of a version. */
  byte[] image(int number) {
    byte[] copy = image.clone();
    System.arraycopy(
        text(number).getBytes(StandardCharsets.US_ASCII), 0, copy, place, FIRST.length);
    return copy;
  }
}
