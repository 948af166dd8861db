package org.alfheim.internal.open;

import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * What an image in memory is known by: its size and two checksums, which no two images have in
 * common by accident; whoever contrives it gains nothing, since the contents are compared too. A
 * cryptographic digest of some megabytes would take longer than all the rest of an open, in a JVM
 * that has not compiled it yet.
 */
final class Fingerprint {
  private static final HexFormat HEX = HexFormat.of();

  private Fingerprint() {}

  static String of(byte[] image) {
    return image.length + "-" + sum(new CRC32(), image) + sum(new CRC32C(), image);
  }

  private static String sum(Checksum checksum, byte[] image) {
    checksum.update(image);
    return HEX.toHexDigits((int) checksum.getValue());
  }
}
