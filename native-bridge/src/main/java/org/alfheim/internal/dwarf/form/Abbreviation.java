package org.alfheim.internal.dwarf.form;

import org.alfheim.internal.dwarf.section.Reader;

/**
 * The shape that some DIEs share (DWARF 5, 7.5.3): what they are, which attributes they have, and
 * how the values of these are written.
 */
public final class Abbreviation {
  private static final int UNKNOWN = -1;

  private final int tag;
  private final boolean children;
  private final int[] attributes;
  private final int[] forms;
  private final long[] constants;
  private final int[] places;

  /**
   * An abbreviation.
   *
   * @param tag what the DIEs are
   * @param children whether DIEs that belong to them follow
   * @param attributes what the attributes say
   * @param forms how their values are written
   * @param constants the values that stand here instead of in the DIE; none where no form says so
   * @param unit a unit that uses it, for the sizes of values
   */
  Abbreviation(
      int tag, boolean children, int[] attributes, int[] forms, long[] constants, UnitHeader unit) {
    this.tag = tag;
    this.children = children;
    this.attributes = attributes;
    this.forms = forms;
    this.constants = constants;
    this.places = places(forms, unit);
  }

  /** Where each value begins in the DIE, and where the last one ends; -1 from where it varies. */
  private static int[] places(int[] forms, UnitHeader unit) {
    int[] places = new int[forms.length + 1];
    for (int i = 0; i < forms.length; i++) {
      int size = Form.size(forms[i], unit.wide(), unit.version());
      places[i + 1] = size < 0 || places[i] == UNKNOWN ? UNKNOWN : places[i] + size;
    }
    return places;
  }

  public int tag() {
    return tag;
  }

  public boolean children() {
    return children;
  }

  public int count() {
    return forms.length;
  }

  public int form(int index) {
    return forms[index];
  }

  /** The value of {@link Form#IMPLICIT_CONST}. */
  public long constant(int index) {
    return constants[index];
  }

  /** Which of the attributes says something; -1 if none does. */
  public int index(int attribute) {
    for (int i = 0; i < attributes.length; i++) {
      if (attributes[i] == attribute) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Goes from the first value to one of the values, or behind the last.
   *
   * @param index the value's number
   */
  public void seek(Reader reader, int index, UnitHeader unit) {
    int known = index;
    while (places[known] == UNKNOWN) {
      known--;
    }
    reader.skip(places[known]);
    for (int i = known; i < index; i++) {
      Form.skip(forms[i], reader, unit);
    }
  }
}
