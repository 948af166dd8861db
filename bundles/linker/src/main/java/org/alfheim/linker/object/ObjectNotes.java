package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alfheim.elf.ElfBytes;
import org.alfheim.names.RawText;

/**
 * What the notes of an object say of all of it: the stack, control-flow protection, and names to
 * warn of.
 */
final class ObjectNotes {
  private static final String WARNING = ".gnu.warning";

  /** More of a warning nobody reads. */
  private static final int LONGEST = 400;

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

  /** What {@code .note.gnu.property} says. */
  static GnuProperties properties(ElfBytes file, List<HeaderRow> rows) {
    for (HeaderRow row : rows) {
      if (row.name().equals(".note.gnu.property") && row.type() == InputSection.SHT_NOTE) {
        return GnuProperties.read(row.content(file));
      }
    }
    return new GnuProperties(new TreeMap<>());
  }

  /**
   * What sections {@code .gnu.warning.NAME} say to those who refer to a name; under the empty name
   * what {@code .gnu.warning} says to all.
   */
  static Map<String, String> cautions(ElfBytes file, List<HeaderRow> rows) {
    Map<String, String> cautions = new LinkedHashMap<>();
    for (HeaderRow row : rows) {
      if (row.name().equals(WARNING) || row.name().startsWith(WARNING + ".")) {
        String name = row.name().substring(Math.min(row.name().length(), WARNING.length() + 1));
        ByteBuffer content = row.content(file);
        byte[] text = new byte[Math.min(content.limit(), LONGEST)];
        content.get(0, text);
        cautions.put(name, RawText.decode(text).replace('\0', ' ').strip());
      }
    }
    return cautions;
  }
}
