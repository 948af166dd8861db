package org.alfheim.internal.dwarf.unit;

import org.alfheim.internal.dwarf.form.Abbreviation;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Form;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.types.TypesException;

/** A debugging information entry, where it stands: its attributes are read when asked for. */
public final class Die {
  private final Unit unit;
  private final int offset;
  private final Abbreviation abbreviation;
  private final int values;

  /**
   * A DIE.
   *
   * @param unit the unit that it is in
   * @param offset where it begins in the unit's section
   * @param abbreviation its shape
   * @param values where its first value begins
   */
  Die(Unit unit, int offset, Abbreviation abbreviation, int values) {
    this.unit = unit;
    this.offset = offset;
    this.abbreviation = abbreviation;
    this.values = values;
  }

  /** The DIE at an offset in a unit's section, which is known to be in the unit. */
  static Die at(Unit unit, int offset) {
    Reader reader = new Reader(unit.bytes(), offset, unit.header().end());
    long code = reader.uleb();
    if (code == 0) {
      throw unit.bytes().bad(offset, "no DIE is where one is referred to");
    }
    return new Die(unit, offset, unit.abbreviations().get(code, reader), reader.position());
  }

  public Unit unit() {
    return unit;
  }

  public int offset() {
    return offset;
  }

  public int tag() {
    return abbreviation.tag();
  }

  public boolean hasChildren() {
    return abbreviation.children();
  }

  public Abbreviation abbreviation() {
    return abbreviation;
  }

  /** Where its first value begins. */
  public int values() {
    return values;
  }

  /** What no other DIE of the debug information has. */
  public long id() {
    return ((long) unit.info().number() << 32) | offset;
  }

  public TypesException bad(String problem) {
    return unit.bytes().bad(offset, problem);
  }

  public boolean has(int attribute) {
    return abbreviation.index(attribute) >= 0;
  }

  /** The value of an attribute; null if the DIE does not have it. */
  public Value value(int attribute) {
    int index = abbreviation.index(attribute);
    if (index < 0) {
      return null;
    }
    Reader reader = new Reader(unit.bytes(), values, unit.header().end());
    abbreviation.seek(reader, index, unit.header());
    int form = abbreviation.form(index);
    if (form == Form.INDIRECT) {
      form = Form.direct(reader);
    }
    long constant = form == Form.IMPLICIT_CONST ? abbreviation.constant(index) : 0;
    return new Value(unit, form, reader.position(), constant);
  }

  /** DW_AT_name; empty if it has none. */
  public String name() {
    Value name = value(At.NAME);
    return name == null ? "" : name.string();
  }

  public boolean flag(int attribute) {
    Value value = value(attribute);
    return value != null && value.flag();
  }

  /** A number without a sign; -1 if it is not there, or is no number. */
  public long number(int attribute) {
    Value value = value(attribute);
    return value == null || !value.isConstant() ? -1 : value.unsigned();
  }

  /** The DIE that an attribute refers to; null if the DIE does not have it. */
  public Die follow(int attribute) {
    Value value = value(attribute);
    return value == null ? null : value.reference();
  }

  /** The DIE that this one completes: DW_AT_abstract_origin or DW_AT_specification; or null. */
  public Die origin() {
    Die origin = follow(At.ABSTRACT_ORIGIN);
    return origin == null ? follow(At.SPECIFICATION) : origin;
  }

  /** The DIEs that belong to this one. */
  public DieCursor children() {
    return new DieCursor(this);
  }
}
