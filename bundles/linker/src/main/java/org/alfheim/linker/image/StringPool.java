package org.alfheim.linker.image;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.alfheim.names.RawText;

/** A string table (gABI, "String Table"): each string once. */
final class StringPool {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<String, Integer> offsets = new HashMap<>();

  StringPool() {
    bytes.write(0);
    offsets.put("", 0);
  }

  /** Where a string begins in the table. */
  int offset(String text) {
    Integer known = offsets.get(text);
    if (known != null) {
      return known;
    }
    int offset = bytes.size();
    bytes.writeBytes(RawText.encode(text));
    bytes.write(0);
    offsets.put(text, offset);
    return offset;
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
