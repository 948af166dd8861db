package org.alfheim.internal.go;

import org.alfheim.elf.ElfException;

/**
 * A name beside a type descriptor ({@code abi.Name}): a byte of flags, a length of 7 bits a byte,
 * the text; and a tag in the same form, if a flag says so.
 *
 * @param text the name
 * @param tag the tag of a structure's field; may be empty
 * @param embedded whether it names a field that is embedded
 */
record TypeName(String text, String tag, boolean embedded) {
  private static final int TAGGED = 1 << 1;
  private static final int EMBEDDED = 1 << 3;
  private static final TypeName NONE = new TypeName("", "", false);

  /**
   * Reads a name.
   *
   * @param at its address; 0 for none
   * @throws ElfException if it is not in the file, or too long
   */
  static TypeName at(RelocatedImage memory, long at) {
    if (at == 0) {
      return NONE;
    }
    int flags = memory.bytes(at, 1).get(0);
    Text name = Text.at(memory, at + 1);
    String tag = (flags & TAGGED) == 0 ? "" : Text.at(memory, name.end()).text();
    return new TypeName(name.text(), tag, (flags & EMBEDDED) != 0);
  }

  private record Text(String text, long end) {
    static Text at(RelocatedImage memory, long at) {
      long size = 0;
      for (int i = 0; i < 3; i++) {
        int next = memory.bytes(at + i, 1).get(0);
        size |= (long) (next & 0x7f) << (7 * i);
        if (next >= 0) {
          String text = memory.text(at + i + 1, size);
          return new Text(text, at + i + 1 + size);
        }
      }
      throw memory.bad("abi.Name", "a name of " + RelocatedImage.LONGEST + " bytes and more");
    }
  }

  /** How much memory it takes, about. */
  int weight() {
    return text.length() + tag.length();
  }
}
