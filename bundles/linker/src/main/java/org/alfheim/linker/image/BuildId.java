package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.symbol.LinkedSection;

/** Notes that the linker writes: the build id, and control-flow protection. */
final class BuildId {
  private static final int HEADER = 16;
  private static final int BYTES = 20;

  private BuildId() {}

  /** A note whose id is not known yet. */
  static LinkedSection note() {
    LinkedSection linked =
        GeneratedSection.table(".note.gnu.build-id", InputSection.SHT_NOTE, HEADER + BYTES, 4, 0);
    header(linked, BYTES, 3);
    return linked;
  }

  /** What all code of the image keeps to (GNU_PROPERTY_X86_FEATURE_1_AND). */
  static LinkedSection property(int features) {
    LinkedSection linked =
        GeneratedSection.table(".note.gnu.property", InputSection.SHT_NOTE, HEADER + 16L, 8, 0);
    header(linked, 16, 5);
    ByteBuffer out = linked.section().content();
    out.putInt(HEADER, 0xc0000002);
    out.putInt(HEADER + 4, 4);
    out.putInt(HEADER + 8, features);
    return linked;
  }

  private static void header(LinkedSection linked, int size, int type) {
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
