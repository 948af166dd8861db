package org.alfheim.wrap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.alfheim.names.RawText;

/**
 * A relocatable object or an archive that goes into a bundle as it is, and is linked when that
 * starts.
 */
final class WrappedObject {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final byte[] ARCHIVE = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);

  private final String entry;
  private final byte[] content;

  private WrappedObject(String entry, byte[] content) {
    this.entry = entry;
    this.content = content;
  }

  /**
   * Takes a file.
   *
   * @return nothing if others have to lie beside it, as for a thin archive and a linker script
   */
  static Optional<WrappedObject> of(String file, byte[] content) {
    boolean archive = startsWith(content, ARCHIVE);
    if (!archive && !startsWith(content, ELF)) {
      return Optional.empty();
    }
    // The header knows objects and archives by these endings.
    String name = RawText.shown(file).replaceAll("\\p{Cntrl}", "_");
    boolean known = name.endsWith(".o") || name.endsWith(".a");
    return Optional.of(
        new WrappedObject("lib/" + (known ? name : name + (archive ? ".a" : ".o")), content));
  }

  private static boolean startsWith(byte[] content, byte[] magic) {
    return content.length >= magic.length
        && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
  }

  /** Its path in the bundle. */
  String entry() {
    return entry;
  }

  /** Its bytes, not copied. */
  byte[] content() {
    return content;
  }
}
