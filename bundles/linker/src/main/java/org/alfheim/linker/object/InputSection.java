package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import org.alfheim.linker.place.SectionPlace;

/** A section of an object: what a linker places. Each is a thing of its own, equal to no other. */
public final class InputSection {
  public static final int SHT_PROGBITS = 1;
  public static final int SHT_NOTE = 7;
  public static final int SHT_NOBITS = 8;
  public static final int SHT_INIT_ARRAY = 14;
  public static final int SHT_FINI_ARRAY = 15;
  public static final int SHT_PREINIT_ARRAY = 16;

  /** SHT_X86_64_UNWIND. */
  public static final int SHT_UNWIND = 0x70000001;

  public static final long SHF_WRITE = 1;
  public static final long SHF_ALLOC = 2;
  public static final long SHF_EXECINSTR = 4;
  public static final long SHF_MERGE = 0x10;
  public static final long SHF_STRINGS = 0x20;
  public static final long SHF_LINK_ORDER = 0x80;
  public static final long SHF_GROUP = 0x200;
  public static final long SHF_TLS = 0x400;
  public static final long SHF_COMPRESSED = 0x800;
  public static final long SHF_GNU_RETAIN = 0x200000;
  public static final long SHF_LARGE = 0x10000000;
  public static final long SHF_EXCLUDE = 0x80000000L;

  private final String object;
  private final int index;
  private final SectionHead head;
  private final ByteBuffer content;
  private final SectionRelocations relocations;
  private final SectionPlace place;

  /**
   * A section.
   *
   * @param object the name of the object, for messages
   * @param index its number in the object
   * @param head what its header says
   * @param content its bytes; none for SHT_NOBITS
   * @param relocations those of its places, in the order of the file
   */
  public InputSection(
      String object,
      int index,
      SectionHead head,
      ByteBuffer content,
      SectionRelocations relocations) {
    this(object, index, head, content, relocations, new SectionPlace());
  }

  private InputSection(
      String object,
      int index,
      SectionHead head,
      ByteBuffer content,
      SectionRelocations relocations,
      SectionPlace place) {
    this.object = object;
    this.index = index;
    this.head = head;
    this.content = content;
    this.relocations = relocations;
    this.place = place;
  }

  /** The same place with other bytes and other relocations. */
  public InputSection with(ByteBuffer newContent, SectionRelocations newRelocations) {
    SectionHead sized =
        new SectionHead(
            head.name(),
            head.type(),
            head.flags(),
            head.type() == SHT_NOBITS ? head.size() : newContent.limit(),
            head.link(),
            head.alignment(),
            head.entrySize());
    return new InputSection(object, index, sized, newContent, newRelocations, place);
  }

  /** Where it is in the image: one place for the section as it was read and as it was rewritten. */
  public SectionPlace place() {
    return place;
  }

  /** The name of the object that it is of. */
  public String object() {
    return object;
  }

  /** Its number in the object. */
  public int index() {
    return index;
  }

  /** Its name. */
  public String name() {
    return head.name();
  }

  /** Its type, SHT_PROGBITS and so on. */
  public int type() {
    return head.type();
  }

  /** Whether it has a flag. */
  public boolean has(long flag) {
    return (head.flags() & flag) != 0;
  }

  /** All its flags. */
  public long flags() {
    return head.flags();
  }

  /** Its bytes in memory. */
  public long size() {
    return head.size();
  }

  /** The section that its header links to, by number. */
  public int link() {
    return head.link();
  }

  /** A power of two. */
  public long alignment() {
    return head.alignment();
  }

  /** The size of an entry, where it has entries; 0 otherwise. */
  public long entrySize() {
    return head.entrySize();
  }

  /** Whether it occupies memory and no bytes of the file. */
  public boolean empty() {
    return head.type() == SHT_NOBITS;
  }

  /** Its bytes in the file, little-endian; positions are not to be changed. */
  public ByteBuffer content() {
    return content;
  }

  /** The relocations of its places. */
  public SectionRelocations relocations() {
    return relocations;
  }

  @Override
  public String toString() {
    return object + ": " + head.name();
  }
}
