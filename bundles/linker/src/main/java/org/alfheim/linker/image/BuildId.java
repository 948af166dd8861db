package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.symbol.LinkedSection;

/** The note with the build id. */
final class BuildId {
  static final int HEADER = 16;
  private static final int BYTES = 20;

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
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(image);
      System.arraycopy(Arrays.copyOf(digest, BYTES), 0, image, (int) offset + HEADER, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
