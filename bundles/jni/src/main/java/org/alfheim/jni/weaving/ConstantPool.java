package org.alfheim.jni.weaving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The constant pool of a class file (JVMS, 4.1 and 4.4), as far as it says which methods are
 * called. Most classes of a bundle call none that is replaced, and are done with when this has been
 * read.
 */
final class ConstantPool {
  /** The offset of {@code constant_pool_count}. */
  private static final int COUNT = 8;

  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHOD = 10;

  private final ByteBuffer file;

  /** Offsets of entries; 0 where there is none. */
  private final int[] entries;

  private final int end;

  /**
   * Reads that of a class file.
   *
   * @throws IllegalArgumentException if an entry has a tag that there is not
   * @throws IndexOutOfBoundsException if the file ends before its pool
   */
  ConstantPool(byte[] file) {
    this.file = ByteBuffer.wrap(file);
    this.entries = new int[u2(COUNT)];
    int offset = COUNT + 2;
    for (int i = 1; i < entries.length; i++) {
      entries[i] = offset;
      int tag = this.file.get(offset);
      offset += size(tag, offset);
      i += tag == 5 || tag == 6 ? 1 : 0; // A long, or a double, takes the place of two.
    }
    this.end = offset;
  }

  private int size(int tag, int offset) {
    return switch (tag) {
      case UTF8 -> 3 + u2(offset + 1);
      case 3, 4, 9, METHOD, 11, 12, 17, 18 -> 5;
      case 5, 6 -> 9;
      case CLASS, 8, 16, 19, 20 -> 3;
      case 15 -> 4;
      default -> throw new IllegalArgumentException("constant pool: tag " + tag + " at " + offset);
    };
  }

  private int u2(int offset) {
    return Short.toUnsignedInt(file.getShort(offset));
  }

  /**
   * A method of a class that is referred to.
   *
   * @param offset of the entry
   * @param owner the class's internal name
   * @param name the method's name
   */
  record Reference(int offset, String owner, String name) {}

  /** The methods that are replaced. */
  List<Reference> replaced(ReplacedCalls calls) {
    List<Reference> replaced = new ArrayList<>();
    String[] owners = new String[entries.length];
    for (int i = 1; i < entries.length; i++) {
      if (is(i, METHOD)) {
        int type = u2(entries[i] + 1);
        if (owners[type] == null) {
          owners[type] = text(u2(entries[type] + 1));
        }
        if (ReplacedCalls.isOwner(owners[type])) {
          String name = text(u2(entries[u2(entries[i] + 3)] + 1));
          if (calls.contains(owners[type], name)) {
            replaced.add(new Reference(entries[i], owners[type], name));
          }
        }
      }
    }
    return replaced;
  }

  private boolean is(int index, int tag) {
    return entries[index] != 0 && file.get(entries[index]) == tag;
  }

  private String text(int index) {
    int offset = entries[index];
    return new String(file.array(), offset + 3, u2(offset + 1), StandardCharsets.ISO_8859_1);
  }

  /** The class file with methods that are looked for in another class; no code is changed. */
  byte[] with(List<Reference> methods, String owner) {
    byte[] name = owner.getBytes(StandardCharsets.ISO_8859_1);
    int count = entries.length;
    if (count + 2 > 0xffff) {
      throw new IllegalArgumentException("constant pool: no room for two entries more");
    }
    ByteBuffer changed = ByteBuffer.allocate(file.capacity() + 3 + name.length + 3);
    changed.put(file.array(), 0, end);
    changed.put((byte) UTF8).putShort((short) name.length).put(name);
    changed.put((byte) CLASS).putShort((short) count);
    changed.put(file.array(), end, file.capacity() - end);
    changed.putShort(COUNT, (short) (count + 2));
    for (Reference method : methods) {
      changed.putShort(method.offset() + 1, (short) (count + 1));
    }
    return changed.array();
  }
}
