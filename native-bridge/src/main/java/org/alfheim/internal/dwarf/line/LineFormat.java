package org.alfheim.internal.dwarf.line;

import org.alfheim.internal.dwarf.form.Form;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;
import org.alfheim.internal.dwarf.unit.Unit;

/** A table of folders or files whose columns it describes itself (DWARF 5, 6.2.4.1). */
final class LineFormat {
  private static final int DW_LNCT_PATH = 1;
  private static final int DW_LNCT_DIRECTORY_INDEX = 2;

  private final Unit unit;
  private final boolean wide;

  /** Takes the rows, one after the other. */
  interface Rows {
    /** One row: a path, and the number of the folder that it is in. */
    void take(String name, long folder);
  }

  LineFormat(Unit unit, boolean wide) {
    this.unit = unit;
    this.wide = wide;
  }

  /** Reads a table. */
  public void read(Reader reader, Rows rows) {
    int columns = reader.u1();
    int[] contents = new int[columns];
    int[] forms = new int[columns];
    for (int i = 0; i < columns; i++) {
      contents[i] = reader.ulebInt("a content type");
      forms[i] = reader.ulebInt("a form");
    }
    long count = reader.uleb();
    if (count < 0 || (columns == 0 && count > 0) || count > reader.end() - reader.position()) {
      throw reader.bad(Long.toUnsignedString(count) + " entries cannot be in this section");
    }
    for (long row = 0; row < count; row++) {
      String name = "";
      long folder = 0;
      for (int i = 0; i < columns; i++) {
        if (contents[i] == DW_LNCT_PATH) {
          name = string(reader, forms[i]);
        } else if (contents[i] == DW_LNCT_DIRECTORY_INDEX) {
          folder = number(reader, forms[i]);
        } else {
          skip(reader, forms[i]);
        }
      }
      rows.take(name, folder);
    }
  }

  private String string(Reader reader, int form) {
    return switch (form) {
      case Form.STRING -> {
        int at = reader.position();
        reader.skipString();
        yield reader.section().string(at);
      }
      case Form.LINE_STRP -> path(".debug_line_str", reader.offset(wide));
      case Form.STRP -> path(".debug_str", reader.offset(wide));
      case Form.STRX -> path(".debug_str", unit.stringOffset(reader.uleb()));
      case Form.STRX1 -> path(".debug_str", unit.stringOffset(reader.u1()));
      case Form.STRX2 -> path(".debug_str", unit.stringOffset(reader.u2()));
      case Form.STRX3 -> path(".debug_str", unit.stringOffset(reader.u3()));
      case Form.STRX4 -> path(".debug_str", unit.stringOffset(reader.u4()));
      default -> {
        skip(reader, form);
        yield "";
      }
    };
  }

  private String path(String section, long offset) {
    SectionBytes strings = unit.sections().section(section);
    return strings.string(strings.offset(offset, "a path"));
  }

  private static long number(Reader reader, int form) {
    return switch (form) {
      case Form.DATA1 -> reader.u1();
      case Form.DATA2 -> reader.u2();
      case Form.UDATA -> reader.uleb();
      default -> throw reader.bad("form 0x" + Integer.toHexString(form) + " of a folder's number");
    };
  }

  private void skip(Reader reader, int form) {
    int size = Form.size(form, wide, 5);
    if (size >= 0) {
      reader.skip(size);
    } else {
      Form.skip(form, reader, unit.header());
    }
  }
}
