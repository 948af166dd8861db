package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.util.List;
import org.alfheim.elf.ElfBytes;

/** What the notes of an object say of all of it: the stack, and control-flow protection. */
final class ObjectNotes {
  private static final int NT_GNU_PROPERTY_TYPE_0 = 5;
  private static final int FEATURE_1_AND = 0xc0000002;

  private ObjectNotes() {}

  /** What the object says of the stack; without code it says nothing against a plain one. */
  static RelocatableObject.StackNote stack(List<HeaderRow> rows) {
    boolean code = false;
    for (HeaderRow row : rows) {
      if (row.name().equals(".note.GNU-stack")) {
        return row.has(InputSection.SHF_EXECINSTR)
            ? RelocatableObject.StackNote.EXECUTABLE
            : RelocatableObject.StackNote.PLAIN;
      }
      code |=
          row.has(InputSection.SHF_EXECINSTR)
              && row.size() > 0
              && !row.has(InputSection.SHF_EXCLUDE);
    }
    return code ? RelocatableObject.StackNote.UNKNOWN : RelocatableObject.StackNote.PLAIN;
  }

  /** GNU_PROPERTY_X86_FEATURE_1_AND of {@code .note.gnu.property}; 0 where there is none. */
  static int properties(ElfBytes file, List<HeaderRow> rows) {
    for (HeaderRow row : rows) {
      if (row.name().equals(".note.gnu.property") && row.type() == InputSection.SHT_NOTE) {
        return properties(row.content(file));
      }
    }
    return 0;
  }

  private static int properties(ByteBuffer notes) {
    int at = 0;
    while (at + 16 <= notes.limit()) {
      long names = notes.getInt(at) & 0xffffffffL;
      long size = notes.getInt(at + 4) & 0xffffffffL;
      long content = at + 12 + align(names, 4);
      long end = content + align(size, 8);
      if (names > notes.limit() || content + size > notes.limit()) {
        return 0;
      }
      if (notes.getInt(at + 8) == NT_GNU_PROPERTY_TYPE_0) {
        return feature(notes, (int) content, (int) (content + size));
      }
      if (end > notes.limit()) {
        return 0;
      }
      at = (int) end;
    }
    return 0;
  }

  private static int feature(ByteBuffer notes, int from, int end) {
    int at = from;
    while (at + 12 <= end) {
      long size = notes.getInt(at + 4) & 0xffffffffL;
      if (notes.getInt(at) == FEATURE_1_AND && size == 4) {
        return notes.getInt(at + 8);
      }
      long next = at + 8 + align(size, 8);
      if (next > end) {
        return 0;
      }
      at = (int) next;
    }
    return 0;
  }

  private static long align(long value, long to) {
    return (value + to - 1) & -to;
  }
}
