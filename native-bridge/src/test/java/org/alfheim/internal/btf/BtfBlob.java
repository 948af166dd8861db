package org.alfheim.internal.btf;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** BTF written by hand, word by word, as btf.rst has it; right or wrong. */
final class BtfBlob {
  static final int INT = 1;
  static final int PTR = 2;
  static final int ARRAY = 3;
  static final int STRUCT = 4;
  static final int UNION = 5;
  static final int ENUM = 6;
  static final int FWD = 7;
  static final int TYPEDEF = 8;
  static final int CONST = 10;
  static final int FUNC = 12;
  static final int FUNC_PROTO = 13;
  static final int VAR = 14;
  static final int DATASEC = 15;
  static final int FLOAT = 16;
  static final int DECL_TAG = 17;
  static final int ENUM64 = 19;

  private final ByteArrayOutputStream types = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

  BtfBlob() {
    strings.write(0);
  }

  /** Puts a name in, and says where. */
  int name(String name) {
    if (name.isEmpty()) {
      return 0;
    }
    int offset = strings.size();
    strings.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    strings.write(0);
    return offset;
  }

  /** A type of a kind, with its name, vlen, what is its size or type, and more words. */
  BtfBlob type(int kind, String name, int vlen, int sizeOrType, int... words) {
    return words(name(name), kind << 24 | vlen, sizeOrType).words(words);
  }

  /** As the other, with kind_flag. */
  BtfBlob flagged(int kind, String name, int vlen, int sizeOrType, int... words) {
    return words(name(name), 1 << 31 | kind << 24 | vlen, sizeOrType).words(words);
  }

  /** {@code int}, as a compiler writes it. */
  BtfBlob integer() {
    return type(INT, "int", 0, 4, 1 << 24 | 32);
  }

  BtfBlob words(int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      bytes.putInt(word);
    }
    types.writeBytes(bytes.array());
    return this;
  }

  byte[] bytes() {
    return ByteBuffer.allocate(24 + types.size() + strings.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 0xeb9f)
        .put((byte) 1)
        .put((byte) 0)
        .putInt(24)
        .putInt(0)
        .putInt(types.size())
        .putInt(types.size())
        .putInt(strings.size())
        .put(types.toByteArray())
        .put(strings.toByteArray())
        .array();
  }

  BtfTypes read() {
    return read(bytes());
  }

  static BtfTypes read(byte[] bytes) {
    return BtfTypes.of("x.btf", MemorySegment.ofArray(bytes));
  }
}
