package org.alfheim.linker.object;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.alfheim.names.RawText;

/**
 * A range of bytes, equal to another with the same bytes in it: a name where it stands in the
 * string table of its object, or a piece of a section. As characters a name is there when somebody
 * reads it.
 */
public final class ByteRange implements Comparable<ByteRange> {
  /** Nothing: what has no name. */
  public static final ByteRange EMPTY = new ByteRange(new byte[0], 0, 0);

  private static final int HASH_START = 5381;
  private static final int HASH_FACTOR = 33;

  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final int hash;
  private String text;

  /**
   * A range.
   *
   * @param bytes an array that does not change
   * @param offset where the range begins in it
   * @param length how many bytes it has
   */
  public ByteRange(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    int code = HASH_START;
    for (int i = offset; i < offset + length; i++) {
      code = HASH_FACTOR * code + (bytes[i] & 0xff);
    }
    this.hash = code;
  }

  private ByteRange(byte[] bytes, int offset, int length, int hash) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.hash = hash;
  }

  /** The bytes of a text. */
  public static ByteRange of(String text) {
    byte[] bytes = RawText.encode(text);
    ByteRange range = new ByteRange(bytes, 0, bytes.length);
    range.text = text;
    return range;
  }

  /**
   * The bytes up to the next that is 0.
   *
   * @param bytes an array that does not change, with such a byte at the offset or behind it
   * @param offset where the range begins
   */
  static ByteRange upToZero(byte[] bytes, int offset) {
    int code = HASH_START;
    int end = offset;
    for (byte b = bytes[end]; b != 0; b = bytes[++end]) {
      code = HASH_FACTOR * code + (b & 0xff);
    }
    return new ByteRange(bytes, offset, end - offset, code);
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  /** Whether it has none. */
  public boolean isEmpty() {
    return length == 0;
  }

  /** Whether it begins with the characters of a text of ASCII. */
  public boolean startsWith(String ascii) {
    if (length < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[offset + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where a character of ASCII is, from an index on; -1 if it is not there. */
  public int indexOf(char ascii, int from) {
    for (int i = from; i < length; i++) {
      if (bytes[offset + i] == ascii) {
        return i;
      }
    }
    return -1;
  }

  /** Its first bytes. */
  public ByteRange first(int count) {
    return new ByteRange(bytes, offset, count);
  }

  /** What follows its first bytes. */
  public ByteRange from(int start) {
    return new ByteRange(bytes, offset + start, length - start);
  }

  /** Copies the bytes. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, offset, target, at, length);
  }

  /** Keeps a table quick where somebody has looked for ranges of one hash. */
  @Override
  public int compareTo(ByteRange other) {
    return Arrays.compare(
        bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteRange range
        && range.hash == hash
        && Arrays.equals(
            bytes, offset, offset + length, range.bytes, range.offset, range.offset + range.length);
  }

  /** The hash of DT_GNU_HASH. */
  @Override
  public int hashCode() {
    return hash;
  }

  /** The bytes as characters, from which {@link RawText#encode} makes the same bytes. */
  @Override
  public String toString() {
    if (text == null) {
      text =
          isAscii() ? ascii() : RawText.decode(Arrays.copyOfRange(bytes, offset, offset + length));
    }
    return text;
  }

  private boolean isAscii() {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private String ascii() {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }
}
