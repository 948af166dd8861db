package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.util.Map;
import org.alfheim.linker.object.GnuProperties;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.PropertyRule;
import org.alfheim.linker.symbol.LinkedSection;

/** Writes {@code .note.gnu.property}: what all code of the image keeps to, or needs. */
final class PropertyNote {
  private static final int ENTRY_HEAD = 8;

  private PropertyNote() {}

  static LinkedSection of(GnuProperties properties) {
    int size = 0;
    for (int type : properties.values().keySet()) {
      size += entry(type);
    }
    LinkedSection linked =
        GeneratedSection.table(
            ".note.gnu.property", InputSection.SHT_NOTE, BuildId.HEADER + (long) size, 8, 0);
    BuildId.header(linked, size, 5);
    ByteBuffer out = linked.section().content();
    int at = BuildId.HEADER;
    for (Map.Entry<Integer, Long> property : properties.values().entrySet()) {
      int bytes = PropertyRule.of(property.getKey()).size();
      out.putInt(at, property.getKey());
      out.putInt(at + 4, bytes);
      if (bytes == 4) {
        out.putInt(at + ENTRY_HEAD, property.getValue().intValue());
      } else if (bytes == 8) {
        out.putLong(at + ENTRY_HEAD, property.getValue());
      }
      at += entry(property.getKey());
    }
    return linked;
  }

  private static int entry(int type) {
    return ENTRY_HEAD + ((PropertyRule.of(type).size() + 7) & -8);
  }
}
