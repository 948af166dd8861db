package org.alfheim.internal.dwarf.section;

import java.nio.ByteBuffer;
import org.alfheim.names.RawText;
import org.alfheim.types.TypesException;

/**
 * The bytes of one section: the single place where an offset that the file claims meets the bytes
 * that the file has.
 */
public final class SectionBytes {
  /** A name is shorter in anything that a compiler writes. */
  static final int LONGEST_STRING = 1 << 16;

  private static final long HIGHS = 0x8080808080808080L;

  private final String file;
  private final String name;
  private final ByteBuffer bytes;

  /**
   * A section.
   *
   * @param file the file's name, for messages
   * @param name the section's name
   * @param bytes its bytes, little-endian
   */
  public SectionBytes(String file, String name, ByteBuffer bytes) {
    this.file = file;
    this.name = name;
    this.bytes = bytes;
  }

  /** A section that the file does not have. */
  public static SectionBytes absent(String file, String name) {
    return new SectionBytes(file, name, ByteBuffer.allocate(0));
  }

  public String file() {
    return file;
  }

  public String name() {
    return name;
  }

  public int size() {
    return bytes.limit();
  }

  public boolean isEmpty() {
    return bytes.limit() == 0;
  }

  /** What is thrown where the section is damaged, or not understood. */
  public TypesException bad(long offset, String problem) {
    return new TypesException(
        RawText.shown(file + ": " + name + " at 0x" + Long.toHexString(offset) + ": " + problem));
  }

  /** An offset in this section, from somewhere else. */
  public int offset(long offset, String what) {
    if (offset < 0 || offset >= bytes.limit()) {
      throw bad(
          offset,
          what
              + " leads here, and the section "
              + (isEmpty() ? "is not there" : "has 0x" + Long.toHexString(size()) + " bytes"));
    }
    return (int) offset;
  }

  /**
   * A part of this section, whose offsets count from its own beginning.
   *
   * @param offset where it begins
   * @param size its bytes
   */
  public SectionBytes part(long offset, long size) {
    if (offset < 0 || size < 0 || offset > bytes.limit() || size > bytes.limit() - offset) {
      throw bad(
          offset,
          "a part of 0x"
              + Long.toHexString(size)
              + " bytes is said to begin here, and the section has 0x"
              + Long.toHexString(size()));
    }
    ByteBuffer part = bytes.slice((int) offset, (int) size).order(bytes.order());
    return new SectionBytes(file, name, part);
  }

  private void check(int at, int count) {
    if (at < 0 || at > bytes.limit() - count) {
      throw bad(at & 0xffffffffL, "the section ends within a value of " + count + " bytes");
    }
  }

  public int u1(int at) {
    check(at, 1);
    return bytes.get(at) & 0xff;
  }

  public int u2(int at) {
    check(at, 2);
    return bytes.getShort(at) & 0xffff;
  }

  public long u4(int at) {
    check(at, 4);
    return bytes.getInt(at) & 0xffffffffL;
  }

  public long u8(int at) {
    check(at, 8);
    return bytes.getLong(at);
  }

  private int end(int at) {
    return bytes.limit() - at < LONGEST_STRING ? bytes.limit() : at + LONGEST_STRING;
  }

  /** How many bytes the string at an offset has, without its NUL. */
  public int stringLength(int at) {
    int end = end(at);
    for (int i = at; i < end; i++) {
      if (bytes.get(i) == 0) {
        return i - at;
      }
    }
    throw bad(at, "a string does not end within " + (end - at) + " bytes");
  }

  /** The string at an offset. */
  public String string(int at) {
    byte[] text = new byte[stringLength(at)];
    bytes.get(at, text);
    return RawText.decode(text);
  }

  /** Whether a string begins with a word of ASCII. */
  public boolean startsWith(int at, String word) {
    if (at > bytes.limit() - word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes.get(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Finds one of two bytes, looking at eight places in one step.
   *
   * @param from where to begin
   * @param one a byte, eight times
   * @param other another, or the same
   * @return where eight places begin of which one has such a byte; where there are none, that of
   *     the last places, which are fewer than eight
   */
  public int near(int from, long one, long other) {
    int end = bytes.limit() - (Long.BYTES - 1);
    int at = from;
    if (one == other) {
      while (at < end && (zero(bytes.getLong(at) ^ one) & HIGHS) == 0) {
        at += Long.BYTES;
      }
      return at;
    }
    while (at < end) {
      long eight = bytes.getLong(at);
      if (((zero(eight ^ one) | zero(eight ^ other)) & HIGHS) != 0) {
        return at;
      }
      at += Long.BYTES;
    }
    return at;
  }

  /** Has the highest bit of a byte set where a byte is zero. */
  private static long zero(long eight) {
    return (eight - 0x0101010101010101L) & ~eight;
  }

  /** Whether bytes stand at an offset. */
  public boolean has(int at, byte[] wanted) {
    if (at < 0 || at > bytes.limit() - wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes.get(at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The hash of the string at an offset, as {@link NameHash} has it.
   *
   * @param seed the hash of what stands before it
   */
  public long hash(int at, long seed) {
    long hash = seed;
    int end = end(at);
    for (int i = at; i < end; i++) {
      byte b = bytes.get(i);
      if (b == 0) {
        return hash;
      }
      hash = NameHash.add(hash, b);
    }
    throw bad(at, "a string does not end within " + (end - at) + " bytes");
  }
}
