package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Walks over notes (gABI, "Note Section"), one after the other. Nothing is loaded by them, so the
 * walk just ends where they are damaged.
 */
final class NoteReader {
  static final int NT_GNU_BUILD_ID = 3;

  private static final int NT_GNU_ABI_TAG = 1;

  private static final int HEADER = 12;

  /** {@code GNU} and a NUL, as a little-endian word. */
  private static final int GNU = 0x00554e47;

  private final ByteBuffer notes;
  private final int align;
  private long next;
  private int start;
  private int nameSize;
  private int content;
  private int contentSize;

  /**
   * Notes to walk over.
   *
   * @param notes the bytes of a segment or a section
   * @param align its alignment: 8 for some of the newer notes, else 4
   */
  NoteReader(ByteBuffer notes, long align) {
    this.notes = notes;
    this.align = align == 8 ? 8 : 4;
  }

  /** Goes on to the next note; false at the end, or where what follows is no whole note. */
  boolean next() {
    if (next > notes.limit() - HEADER) {
      return false;
    }
    start = (int) next;
    long name = notes.getInt(start) & 0xffffffffL;
    long size = notes.getInt(start + 4) & 0xffffffffL;
    long at = start + aligned(HEADER + name);
    if (at + size > notes.limit()) {
      return false;
    }
    nameSize = (int) name;
    content = (int) at;
    contentSize = (int) size;
    next = at + aligned(size);
    return true;
  }

  private long aligned(long size) {
    return (size + align - 1) & -align;
  }

  int type() {
    return notes.getInt(start + 8);
  }

  /** Whether the owner of the note is {@code GNU}. */
  boolean gnu() {
    return nameSize == 4 && notes.getInt(start + HEADER) == GNU;
  }

  /** Whether the owner of the note is this one, of ASCII only. */
  boolean ownedBy(String owner) {
    /* Some count the NUL, some do not. */
    int length = owner.length();
    if (nameSize < length || nameSize > length + 1) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (notes.get(start + HEADER + i) != (byte) owner.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The system that a note of GNU's names, 0 for Linux and where it names none. */
  int abiTag() {
    return type() == NT_GNU_ABI_TAG && contentSize >= Integer.BYTES ? notes.getInt(content) : 0;
  }

  String owner() {
    byte[] name = new byte[Math.max(0, nameSize - 1)];
    notes.get(start + HEADER, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  /** The content in lower-case hexadecimal digits. */
  String hex() {
    byte[] bytes = new byte[contentSize];
    notes.get(content, bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
