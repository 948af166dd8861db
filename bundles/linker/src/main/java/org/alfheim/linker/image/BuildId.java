package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * The note with the build id: a digest of two checksums of each piece of the image. To digest some
 * megabytes themselves would take longer than all the rest of a link, in a JVM that has not
 * compiled it yet; of what nobody contrives checksums say as much.
 */
final class BuildId {
  static final int HEADER = 16;
  private static final int BYTES = 20;
  private static final int PIECE = 1 << 14;

  private BuildId() {}

  /** A note whose id is not known yet. */
  static LinkedSection note() {
    LinkedSection linked =
        GeneratedSection.table(".note.gnu.build-id", InputSection.SHT_NOTE, HEADER + BYTES, 4, 0);
    header(linked, BYTES, 3);
    return linked;
  }

  /** The head of a note of GNU's. */
  static void header(LinkedSection linked, int size, int type) {
    ByteBuffer out = linked.section().content();
    out.putInt(0, 4);
    out.putInt(4, size);
    out.putInt(8, type);
    out.put(12, "GNU\0".getBytes(StandardCharsets.US_ASCII));
  }

  /** Puts an id of all bytes into the note: the same objects give the same id. */
  static void write(byte[] image, long offset) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(checksums(image));
      System.arraycopy(digest, 0, image, (int) offset + HEADER, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] checksums(byte[] image) {
    int pieces = (image.length + PIECE - 1) / PIECE;
    ByteBuffer sums = ByteBuffer.allocate(Integer.BYTES * (1 + 2 * pieces)).putInt(image.length);
    CRC32 first = new CRC32();
    CRC32C second = new CRC32C();
    for (int at = 0; at < image.length; at += PIECE) {
      int size = Math.min(PIECE, image.length - at);
      first.update(image, at, size);
      second.update(image, at, size);
      sums.putInt((int) first.getValue()).putInt((int) second.getValue());
      first.reset();
      second.reset();
    }
    return sums.array();
  }
}
