package org.alfheim.itests.fuzz;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.SectionHeader;

/**
 * Where a file says types. Numbers of DWARF are of any length, so each byte counts as a field;
 * words do as well, which offsets and lengths are. Of strings and relocations, only the beginning.
 */
final class TypeFields {
  private static final int BEGINNING = 128;
  private static final int HEADER = 64;

  private final int end;
  private final List<Field> all = new ArrayList<>();

  private TypeFields(int end) {
    this.end = end;
  }

  /** The fields of a sound file: of its sections, or of all of it if it has none. */
  static List<Field> of(byte[] bytes) {
    TypeFields fields = new TypeFields(bytes.length);
    if (bytes[0] == 0x7f) {
      fields.sections(bytes);
    } else {
      fields.range(0, bytes.length);
    }
    return List.copyOf(fields.all);
  }

  private void sections(byte[] bytes) {
    long table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(40);
    int index = 0;
    for (SectionHeader header : ElfFile.of("seed", MemorySegment.ofArray(bytes)).sections()) {
      String name = header.name();
      if (header.size() > 0 && (name.contains("debug_") || name.equals(".BTF"))) {
        boolean many = name.contains("str") || name.startsWith(".rela");
        range(
            (int) header.offset(),
            (int) (many ? Math.min(BEGINNING, header.size()) : header.size()));
        words((int) table + index * HEADER, HEADER);
      }
      index++;
    }
  }

  private void range(int start, int size) {
    for (int at = start; at < start + size; at++) {
      all.add(new Field(at, 1));
    }
    words(start, size);
  }

  private void words(int start, int size) {
    for (int at = start; at + Integer.BYTES <= Math.min(end, start + size); at += Integer.BYTES) {
      all.add(new Field(at, Integer.BYTES));
    }
  }
}
