package org.alfheim.internal.btf;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.alfheim.names.RawText;
import org.alfheim.types.TypesException;

/** The string section that is being written: each name once, in the order in which they come. */
final class BtfStringPool {
  private final Map<String, Integer> offsets = new HashMap<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  BtfStringPool() {
    offset("");
  }

  /**
   * Where a name stands, in bytes from the beginning of the section.
   *
   * @throws TypesException if there is a NUL in it
   */
  int offset(String name) {
    Integer known = offsets.get(name);
    if (known != null) {
      return known;
    }
    if (name.indexOf('\0') >= 0) {
      throw new TypesException(
          "BTF: a name with NUL in it can't be written: " + name.replace('\0', '?'));
    }
    int offset = bytes.size();
    bytes.writeBytes(RawText.encode(name));
    bytes.write(0);
    offsets.put(name, offset);
    return offset;
  }

  byte[] section() {
    return bytes.toByteArray();
  }
}
