package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.alfheim.linker.object.ByteRange;
import org.alfheim.linker.object.LinkException;

/** A string table (gABI, "String Table"): each string once. */
final class StringPool {
  private static final int MOST = Integer.MAX_VALUE - 64;

  private final Map<ByteRange, Integer> offsets = new HashMap<>();
  private byte[] bytes = new byte[256];
  private int size = 1;

  StringPool() {
    offsets.put(ByteRange.EMPTY, 0);
  }

  /** Where a string begins in the table. */
  int offset(String text) {
    return offset(ByteRange.of(text));
  }

  /** Where a string begins in the table. */
  int offset(ByteRange text) {
    Integer known = offsets.putIfAbsent(text, size);
    return known == null ? add(text) : known;
  }

  private int add(ByteRange text) {
    int offset = size;
    long end = (long) offset + text.length() + 1;
    if (end > MOST) {
      throw new LinkException("the image", "has 2 GiB of names and more", "");
    }
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MOST, 2 * end));
    }
    text.copyTo(bytes, offset);
    size = (int) end;
    return offset;
  }

  int size() {
    return size;
  }

  /** Copies the table. */
  void writeTo(ByteBuffer target, int at) {
    target.put(at, bytes, 0, size);
  }
}
