package org.alfheim.internal.dwarf.form;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;

/** A table of abbreviations, which one or more units use. */
public final class Abbreviations {
  private static final int MOST_ATTRIBUTES = 1 << 12;

  /** By code, for those that are numbered from 1 on, as compilers do. */
  private Abbreviation[] dense = new Abbreviation[64];

  private int count;
  private final Map<Long, Abbreviation> sparse = new HashMap<>();
  private final SectionBytes section;
  private final int start;
  private int size;

  private Abbreviations(SectionBytes section, int start) {
    this.section = section;
    this.start = start;
  }

  /**
   * Reads a table.
   *
   * @param section .debug_abbrev
   * @param start where the table begins
   * @param unit a unit that uses it
   */
  public static Abbreviations read(SectionBytes section, int start, UnitHeader unit) {
    Abbreviations table = new Abbreviations(section, start);
    Reader reader = new Reader(section, start, section.size());
    // Some linkers leave the last table without its end.
    while (!reader.atEnd()) {
      int at = reader.position();
      long code = reader.uleb();
      if (code == 0) {
        break;
      }
      if (!table.add(code, abbreviation(reader, unit))) {
        throw section.bad(at, "two abbreviations have the code " + Long.toUnsignedString(code));
      }
    }
    table.size = reader.position() - start;
    return table;
  }

  private static Abbreviation abbreviation(Reader reader, UnitHeader unit) {
    int tag = reader.ulebInt("a tag");
    boolean children = reader.u1() != 0;
    int[] attributes = new int[8];
    int[] forms = new int[8];
    long[] constants = {};
    int n = 0;
    while (true) {
      int attribute = reader.ulebInt("an attribute");
      int form = reader.ulebInt("a form");
      if (attribute == 0 && form == 0) {
        break;
      }
      if (!Form.known(form)) {
        throw reader.bad("form 0x" + Integer.toHexString(form) + " is not known here");
      }
      if (n == attributes.length) {
        if (n >= MOST_ATTRIBUTES) {
          throw reader.bad("an abbreviation of more than " + n + " attributes");
        }
        attributes = Arrays.copyOf(attributes, 2 * n);
        forms = Arrays.copyOf(forms, 2 * n);
      }
      if (form == Form.IMPLICIT_CONST) {
        constants = Arrays.copyOf(constants, n + 1);
        constants[n] = reader.sleb();
      }
      attributes[n] = attribute;
      forms[n++] = form;
    }
    return new Abbreviation(
        tag, children, Arrays.copyOf(attributes, n), Arrays.copyOf(forms, n), constants, unit);
  }

  private boolean add(long code, Abbreviation abbreviation) {
    if (code == count + 1L) {
      if (count == dense.length) {
        dense = Arrays.copyOf(dense, 2 * count);
      }
      dense[count++] = abbreviation;
      return !sparse.containsKey(code);
    }
    return (code < 0 || code > count) && sparse.put(code, abbreviation) == null;
  }

  /** The bytes that it takes in its section. */
  public int size() {
    return size;
  }

  /**
   * The abbreviation of a code.
   *
   * @param reader where the code was read
   */
  public Abbreviation get(long code, Reader reader) {
    Abbreviation found = code > 0 && code <= count ? dense[(int) code - 1] : sparse.get(code);
    if (found == null) {
      throw reader.bad(
          "abbreviation "
              + Long.toUnsignedString(code)
              + " is not in the table at 0x"
              + Integer.toHexString(start)
              + " of "
              + section.name());
    }
    return found;
  }
}
