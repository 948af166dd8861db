package org.alfheim.internal.btf;

import java.nio.ByteBuffer;
import org.alfheim.types.TypesException;

/** The bytes of one section, and how a fault in them is told. */
final class BtfBytes {
  private final String name;
  private final ByteBuffer bytes;

  /**
   * A section.
   *
   * @param name the file, and the section if it is one: {@code "libz.so.1: .BTF"}
   * @param bytes its bytes, in little-endian order
   */
  BtfBytes(String name, ByteBuffer bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  int size() {
    return bytes.limit();
  }

  int u8(int offset) {
    return bytes.get(offset) & 0xff;
  }

  int u16(int offset) {
    return bytes.getShort(offset) & 0xffff;
  }

  /** Four bytes; those that are not negative are what the format has as unsigned. */
  int i32(int offset) {
    return bytes.getInt(offset);
  }

  long u32(int offset) {
    return bytes.getInt(offset) & 0xffffffffL;
  }

  /** A copy of some bytes. */
  byte[] copy(int offset, int length) {
    byte[] copy = new byte[length];
    bytes.get(offset, copy);
    return copy;
  }

  /**
   * What is thrown where the section is damaged.
   *
   * @param offset where, in bytes from its beginning
   * @param problem what is wrong there
   */
  TypesException bad(int offset, String problem) {
    return new TypesException(name + ", offset 0x" + Integer.toHexString(offset) + ": " + problem);
  }
}
