package org.alfheim.internal.relocation;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.ElfLayouts;

/**
 * The unwind table of an image (PT_GNU_EH_FRAME; LSB, "Exception Frames"). ld.so hands its address
 * to every unwinder, and they trust it: libgcc's takes the number of entries as it stands, goes to
 * the record that an entry names, and ends the process where it does not know an encoding.
 *
 * <p>Checked: the forms that linkers write, each entry's record, and the record that this one
 * shares with others. What the records tell the unwinder to do is the image's own program, as its
 * code is.
 */
public final class UnwindTable {
  private static final String FIELD = "PT_GNU_EH_FRAME";

  /** Version, and three encodings. */
  private static final int HEADER = 4;

  private static final int VERSION = 1;

  // Encodings (LSB, "DWARF Exception Header Encoding").
  private static final int OMIT = 0xff;
  private static final int UDATA4 = 0x03;
  private static final int PCREL_SDATA4 = 0x1b;
  private static final int DATAREL_SDATA4 = 0x3b;

  /** An address and a record, both as distances from the header. */
  private static final int ENTRY = 8;

  /** How many entries are read at once. */
  private static final int PIECE = 64;

  /** The length and the identifier of a record. */
  private static final int RECORD = 8;

  private final SharedObject image;
  private final long start;

  /** The segment that was read last, and what the file has of it. */
  private long partStart;

  private ByteBuffer part = ByteBuffer.allocate(0);

  private MemorySegment content = MemorySegment.NULL;

  /** The shared record that has been looked at last; 0 for none. */
  private long shared;

  /** Records that have been read, word by word. */
  private final int[] records = new int[1024];

  private long recordsStart;

  /** How many bytes of them can begin a record. */
  private int recordsSize;

  /** The last address at which a word of their segment can begin. */
  private long recordsLimit;

  private UnwindTable(SharedObject image, long start) {
    this.image = image;
    this.start = start;
  }

  /**
   * The table that unwinders get to see.
   *
   * @return its program header; empty if there is none, or it is where nothing lies until a packed
   *     image has unpacked itself
   */
  public static Optional<ProgramHeader> shown(SharedObject image, Layout layout) {
    Optional<ProgramHeader> table = image.segment(ProgramHeader.PT_GNU_EH_FRAME);
    return table.isPresent() && layout.holds(table.get().vaddr(), table.get().memorySize())
        ? table
        : Optional.empty();
  }

  /**
   * Checks the table of an image.
   *
   * @throws ElfException if an unwinder would leave the image by it, or not know its form, or if a
   *     relocation changes it
   */
  public static void check(SharedObject image, Layout layout, Fixups fixups) {
    Optional<ProgramHeader> table = shown(image, layout);
    if (table.isPresent()) {
      Vaddr start = table.get().vaddr();
      new UnwindTable(image, start.value()).check(fixups);
    }
  }

  private void check(Fixups fixups) {
    /* Of what the file has not, an image that unpacks itself may make a table. */
    if (!has(start, HEADER) || byteAt(0) != VERSION) {
      return;
    }
    if (byteAt(1) != PCREL_SDATA4) {
      throw encoding("eh_frame_ptr_enc", 1);
    }
    long frames = start + HEADER;
    if (!has(frames, Integer.BYTES)) {
      throw bad(4, "eh_frame_ptr is not in the file part of a loadable segment");
    }
    frames += intAt(frames);
    if (!has(frames, Integer.BYTES)) {
      throw bad(4, "eh_frame_ptr leads to " + new Vaddr(frames) + ", outside the image");
    }
    long count = 0;
    if (byteAt(2) != OMIT && byteAt(3) != OMIT) {
      count = count();
      checkEntries(start + HEADER + 8, (int) count);
    }
    refuseRelocations(fixups, HEADER + 8 + count * ENTRY);
    if (byteAt(2) == OMIT || byteAt(3) == OMIT) {
      checkList(frames);
    }
  }

  private long count() {
    if (byteAt(2) != UDATA4) {
      throw encoding("fde_count_enc", 2);
    }
    if (byteAt(3) != DATAREL_SDATA4) {
      throw encoding("table_enc", 3);
    }
    long count = has(start + 8, 4) ? intAt(start + 8) & 0xffff_ffffL : 0;
    if (!has(start + HEADER + 8, count * ENTRY)) {
      throw bad(8, "a table of " + count + " entries (fde_count) leaves its segment");
    }
    return count;
  }

  /**
   * A large library has some ten thousand, and the code that looks at them is interpreted, as a
   * rule: an element of an array costs it one instruction, a read of a buffer ten calls.
   */
  private void checkEntries(long entries, int count) {
    if (count == 0) {
      return;
    }
    has(entries, (long) count * ENTRY);
    IntBuffer table = words(entries, count * 2);
    int[] piece = new int[PIECE * 2];
    int from = plain(entries, count);
    while (from < count) {
      int read = Math.min(PIECE, count - from);
      table.get(2 * from, piece, 0, read * 2);
      int wrong = firstWrong(piece, read);
      if (wrong >= 0) {
        long entry = entries + (long) (from + wrong) * ENTRY;
        long record = start + piece[2 * wrong + 1];
        throw bad(
            entry - start + 4,
            "entry "
                + (from + wrong)
                + " of the table leads to "
                + new Vaddr(record)
                + ", which is no FDE");
      }
      from += read;
      from += plain(entries + (long) from * ENTRY, count - from);
    }
  }

  /** How many entries from one on are as the last one was, which is found out in one go. */
  private int plain(long entry, int count) {
    return shared != 0
            && inPart(start, HEADER)
            && inPart(entry, (long) count * ENTRY)
            && inPart(shared, RECORD)
        ? image
            .scan()
            .plainEntries(content, start - partStart, entry - partStart, count, shared - partStart)
        : 0;
  }

  private IntBuffer words(long from, int count) {
    return part.slice((int) (from - partStart), count * Integer.BYTES)
        .order(part.order())
        .asIntBuffer();
  }

  /**
   * The first of some entries that leads to no FDE; -1 if all do. Nearly all of them lead to one of
   * the records that have been read, which shares what the last one did: that is told in few steps.
   */
  private int firstWrong(int[] entries, int count) {
    int[] words = records;
    for (int i = 0; i < count; i++) {
      long record = start + entries[2 * i + 1];
      long distance = record - recordsStart;
      if (distance >= 0 && distance < recordsSize && (distance & 3) == 0) {
        int at = (int) distance >> 2;
        long length = words[at] & 0xffff_ffffL;
        long link = words[at + 1];
        if (record + 4 - link == shared
            && link != 0
            && length >= Integer.BYTES
            && length < 0xffff_fff0L
            && record + length <= recordsLimit) {
          continue;
        }
      } else if (lookAhead(record)) {
        i--;
        continue;
      }
      if (!isRecord(record) || isShared(record) || !sharesOne(record)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Reads the records that come next, where they follow those that were read before: mostly, they
   * come in the order of the table.
   */
  private boolean lookAhead(long record) {
    long ahead = record - recordsStart;
    boolean near = recordsSize == 0 || (ahead >= 0 && ahead < 4L * records.length * Integer.BYTES);
    recordsStart = record;
    recordsSize = 0;
    if (!near || !has(record, RECORD)) {
      return false;
    }
    int count = (int) Math.min(records.length, (part.limit() - (record - partStart)) >> 2);
    if (count < 2) {
      return false;
    }
    words(record, count).get(records, 0, count);
    recordsLimit = partStart + part.limit() - Integer.BYTES;
    /* The last word of these is no beginning of a record of which there are two. */
    recordsSize = (count - 1) * Integer.BYTES;
    return true;
  }

  /** Without a table, unwinders go from record to record up to one of no length. */
  private void checkList(long frames) {
    long record = frames;
    while (has(record, Integer.BYTES) && intAt(record) != 0) {
      if (!isRecord(record) || !(isShared(record) ? soundShared(record) : sharesOne(record))) {
        throw bad(4, "the record at " + new Vaddr(record) + " is neither an FDE nor a CIE");
      }
      record += Integer.BYTES + (intAt(record) & 0xffff_ffffL);
    }
    if (!has(record, Integer.BYTES)) {
      throw bad(4, "the list of records that eh_frame_ptr leads to has no end");
    }
  }

  /** Whether a record lies wholly in the image; a length of 64 bits is not known to libgcc. */
  private boolean isRecord(long record) {
    if (!has(record, RECORD)) {
      return false;
    }
    long length = intAt(record) & 0xffff_ffffL;
    return length >= Integer.BYTES && length < 0xffff_fff0L && has(record, length + Integer.BYTES);
  }

  private boolean isShared(long record) {
    return has(record, RECORD) && intAt(record + 4) == 0;
  }

  /** Whether what an FDE shares with others (its CIE) is such a record. */
  private boolean sharesOne(long record) {
    has(record, RECORD);
    long common = record + 4 - intAt(record + 4);
    if (common == shared) {
      return true;
    }
    boolean sound = isRecord(common) && isShared(common) && soundShared(common);
    if (sound) {
      shared = common;
    }
    return sound;
  }

  /** Its augmentation, a string behind the version, has an end. */
  private boolean soundShared(long record) {
    has(record, RECORD);
    long end = record + Integer.BYTES + (intAt(record) & 0xffff_ffffL);
    for (long at = record + RECORD + 1; at < end; at++) {
      if (part.get((int) (at - partStart)) == 0) {
        return true;
      }
    }
    return false;
  }

  private void refuseRelocations(Fixups fixups, long size) {
    for (ProgramHeader load : image.loadSegments()) {
      if ((load.writable() || image.textRelocations())
          && load.contains(new Vaddr(start), 1)
          && !fixups.writing(new Vaddr(start), size).isEmpty()) {
        throw bad(0, "a relocation changes the table");
      }
    }
  }

  /**
   * Whether the file has a range of the image's memory; if so, that segment is read from now on.
   */
  private boolean has(long from, long size) {
    if (inPart(from, size)) {
      return true;
    }
    for (ProgramHeader load : image.loadSegments()) {
      if (load.contains(new Vaddr(from), size) && load.fileSize() <= Integer.MAX_VALUE) {
        partStart = load.vaddr().value();
        content = image.contentAt(load.vaddr(), load.fileSize());
        part = ElfLayouts.buffer(content, 0, load.fileSize());
        return inPart(from, size);
      }
    }
    return false;
  }

  private boolean inPart(long from, long size) {
    long distance = from - partStart;
    return distance >= 0 && distance <= part.limit() && size <= part.limit() - distance;
  }

  private int byteAt(int offset) {
    has(start, HEADER);
    return part.get((int) (start + offset - partStart)) & 0xff;
  }

  /** Of the segment that is read. */
  private int intAt(long at) {
    return part.getInt((int) (at - partStart));
  }

  private ElfException encoding(String field, int offset) {
    return bad(
        offset,
        field
            + " is 0x"
            + Integer.toHexString(byteAt(offset))
            + ", an encoding that no linker writes there");
  }

  private ElfException bad(long offset, String problem) {
    has(start, HEADER);
    long place = -1;
    for (ProgramHeader load : image.loadSegments()) {
      if (load.contains(new Vaddr(start), 1)) {
        place = load.offset() + new Vaddr(start).minus(load.vaddr()) + offset;
      }
    }
    return new ElfException(
        image.name(),
        FIELD,
        place,
        "the unwind table is damaged: " + problem,
        "link the image again, or get a complete copy of the file");
  }
}
