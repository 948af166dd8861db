package org.alfheim.itests.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the fields of objects and archives lie: headers, symbols, relocations, groups, records of
 * unwinding, names; of archives the headers, whose numbers are digits, and those of all members.
 */
final class ObjectFields {
  private static final int HEADER = 64;
  private static final int MEMBER = 60;

  private final ByteBuffer bytes;
  private final List<Field> all = new ArrayList<>();

  private ObjectFields(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The fields of a sound file. */
  static List<Field> of(byte[] bytes) {
    ObjectFields fields = new ObjectFields(bytes);
    if (bytes[0] == '!') {
      fields.archive(bytes[2] == 't');
    } else {
      fields.object(0);
    }
    return List.copyOf(fields.all);
  }

  private void record(int at, int... sizes) {
    int offset = at;
    for (int size : sizes) {
      if (offset + size <= bytes.limit()) {
        all.add(new Field(offset, size));
      }
      offset += size;
    }
  }

  private void table(int at, int size, int... sizes) {
    int entry = java.util.stream.IntStream.of(sizes).sum();
    for (int i = 0; i < size / entry; i++) {
      record(at + i * entry, sizes);
    }
  }

  private void archive(boolean thin) {
    record(0, 8);
    for (int at = 8; at + MEMBER <= bytes.limit(); ) {
      record(at, 1, 1, 1, 1, 1, 1);
      /* Twice, since all depends on them. */
      record(at + 1, Field.DIGITS);
      record(at + 3, Field.DIGITS);
      record(at + 48, Field.DIGITS, 2);
      record(at + 48, Field.DIGITS);
      int size = (int) new Field(at + 48, Field.DIGITS).get(bytes);
      int content = at + MEMBER;
      boolean table =
          bytes.get(at) == '/' && (bytes.get(at + 1) == ' ' || bytes.get(at + 1) == '/');
      if (!thin || table) {
        int start = bytes.get(at) == '#' ? content + 8 : content;
        if (!table) {
          object(start);
        } else {
          table(content, Math.min(size, 64), 1);
        }
        at = content + size + (size & 1);
      } else {
        at = content;
      }
    }
  }

  private void object(int start) {
    record(start, 1, 1, 1, 1, 1, 1, 1);
    record(start + 16, 2, 2, 4, 8, 8, 8, 4, 2, 2, 2, 2, 2, 2);
    int headers = start + (int) bytes.getLong(start + 40);
    int count = bytes.getShort(start + 60) & 0xffff;
    table(headers, count * HEADER, 4, 4, 8, 8, 8, 8, 4, 4, 8, 8);
    for (int i = 0; i < count; i++) {
      section(start, headers + i * HEADER);
    }
  }

  private void section(int start, int header) {
    int at = start + (int) bytes.getLong(header + 24);
    int size = (int) bytes.getLong(header + 32);
    switch (bytes.getInt(header + 4)) {
      case 2 -> table(at, size, 4, 1, 1, 2, 8, 8);
      case 4 -> table(at, size, 8, 4, 4, 8);
      case 17, 7 -> table(at, size, 4);
      case 3 -> table(at, Math.min(size, 200), 1);
      case 8 -> {}
      case 0x70000001 -> table(at, size, 4);
      /* Code and data: it is the instructions around relocations that are looked at. */
      default -> table(at, Math.min(size, 400), 1);
    }
  }
}
