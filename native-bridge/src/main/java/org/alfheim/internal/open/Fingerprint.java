package org.alfheim.internal.open;

import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;

/**
 * What an image in memory is known by: its size and two checksums, which no two images have in
 * common by accident; whoever contrives it gains nothing, since the contents are compared too. A
 * cryptographic digest of some megabytes would take longer than all the rest of an open, in a JVM
 * that has not compiled it yet.
 */
final class Fingerprint {
  private static final HexFormat HEX = HexFormat.of();

  private final CRC32 first = new CRC32();
  private final CRC32C second = new CRC32C();

  /** Of an image that is all there. */
  static String of(byte[] image) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.first.update(image);
    fingerprint.second.update(image);
    return fingerprint.after(image.length);
  }

  /**
   * The same stream; what is read of it, and nothing else, is what this becomes a fingerprint of.
   */
  InputStream taking(InputStream image) {
    return new CheckedInputStream(new CheckedInputStream(image, first), second);
  }

  /**
   * The fingerprint of what was read.
   *
   * @param size how many bytes that were
   */
  String after(long size) {
    return size + "-" + text(first) + text(second);
  }

  private static String text(Checksum checksum) {
    return HEX.toHexDigits((int) checksum.getValue());
  }
}
