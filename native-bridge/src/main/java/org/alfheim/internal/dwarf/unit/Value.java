package org.alfheim.internal.dwarf.unit;

import org.alfheim.internal.dwarf.form.Form;
import org.alfheim.internal.dwarf.form.UnitHeader;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;
import org.alfheim.types.TypesException;

/** The value of an attribute, where it stands. */
public final class Value {
  private final Unit unit;
  private final int form;
  private final int position;
  private final long constant;

  /**
   * A value.
   *
   * @param unit the unit that it is in
   * @param form how it is written; no indirect one
   * @param position where it begins
   * @param constant what it is, if the form is {@link Form#IMPLICIT_CONST}
   */
  Value(Unit unit, int form, int position, long constant) {
    this.unit = unit;
    this.form = form;
    this.position = position;
    this.constant = constant;
  }

  public int form() {
    return form;
  }

  private Reader reader() {
    return new Reader(unit.bytes(), position, unit.header().end());
  }

  public TypesException bad(String problem) {
    return unit.bytes().bad(position, problem);
  }

  private TypesException wrongForm(String wanted) {
    return bad("form 0x" + Integer.toHexString(form) + " is none of " + wanted);
  }

  /** Whether it is a number that stands for itself. */
  public boolean isConstant() {
    return switch (form) {
      case Form.DATA1,
          Form.DATA2,
          Form.DATA4,
          Form.DATA8,
          Form.SDATA,
          Form.UDATA,
          Form.IMPLICIT_CONST ->
          true;
      default -> false;
    };
  }

  /** How many bytes the form has, if that is always the same; else 0. */
  public int fixedSize() {
    return switch (form) {
      case Form.DATA1 -> 1;
      case Form.DATA2 -> 2;
      case Form.DATA4 -> 4;
      case Form.DATA8 -> 8;
      default -> 0;
    };
  }

  /** Whether it is bytes. */
  public boolean isBlock() {
    return switch (form) {
      case Form.BLOCK, Form.BLOCK1, Form.BLOCK2, Form.BLOCK4, Form.EXPRLOC -> true;
      default -> false;
    };
  }

  /** A number, what is shorter than 64 bits without a sign. */
  public long unsigned() {
    Reader reader = reader();
    return switch (form) {
      case Form.DATA1, Form.FLAG -> reader.u1();
      case Form.DATA2 -> reader.u2();
      case Form.DATA4 -> reader.u4();
      case Form.DATA8 -> reader.u8();
      case Form.SDATA -> reader.sleb();
      case Form.UDATA, Form.LOCLISTX, Form.RNGLISTX -> reader.uleb();
      case Form.SEC_OFFSET -> reader.offset(unit.header().wide());
      case Form.IMPLICIT_CONST -> constant;
      default -> throw wrongForm("those of a number");
    };
  }

  public boolean flag() {
    return form == Form.FLAG_PRESENT || unsigned() != 0;
  }

  /** An address; what is no such thing is refused. */
  public long address() {
    Reader reader = reader();
    return switch (form) {
      case Form.ADDR -> reader.u8();
      case Form.ADDRX, Form.GNU_ADDR_INDEX -> unit.address(reader.uleb());
      case Form.ADDRX1 -> unit.address(reader.u1());
      case Form.ADDRX2 -> unit.address(reader.u2());
      case Form.ADDRX3 -> unit.address(reader.u3());
      case Form.ADDRX4 -> unit.address(reader.u4());
      default -> throw wrongForm("those of an address");
    };
  }

  /** The bytes of a block. */
  public Reader block() {
    Reader reader = reader();
    long size =
        switch (form) {
          case Form.BLOCK, Form.EXPRLOC -> reader.uleb();
          case Form.BLOCK1 -> reader.u1();
          case Form.BLOCK2 -> reader.u2();
          case Form.BLOCK4 -> reader.u4();
          default -> throw wrongForm("those of a block");
        };
    int start = reader.position();
    reader.skip(size);
    return new Reader(unit.bytes(), start, reader.position());
  }

  /** A string. */
  public String string() {
    SectionBytes section = stringSection();
    return section.string(stringOffset(section));
  }

  /** The hash of a string, what stands before it being hashed already. */
  public long hash(long seed) {
    SectionBytes section = stringSection();
    return section.hash(stringOffset(section), seed);
  }

  /** How many bytes the string has. */
  public int stringLength() {
    SectionBytes section = stringSection();
    return section.stringLength(stringOffset(section));
  }

  /** Whether the string begins with a word of ASCII. */
  public boolean startsWith(String word) {
    SectionBytes section = stringSection();
    return section.startsWith(stringOffset(section), word);
  }

  private SectionBytes stringSection() {
    return switch (form) {
      case Form.STRING -> unit.bytes();
      case Form.LINE_STRP -> lineStrings();
      case Form.GNU_STRP_ALT, Form.STRP_SUP ->
          unit.info().all().alternate(this).sections().strings();
      default -> unit.sections().strings();
    };
  }

  private SectionBytes lineStrings() {
    // A unit that is split off has none of its own.
    Sections sections = unit.skeleton() == null ? unit.sections() : unit.skeleton().sections();
    return sections.section(".debug_line_str");
  }

  private int stringOffset(SectionBytes section) {
    Reader reader = reader();
    long offset =
        switch (form) {
          case Form.STRING -> position;
          case Form.STRP, Form.LINE_STRP, Form.GNU_STRP_ALT, Form.STRP_SUP ->
              reader.offset(unit.header().wide());
          case Form.STRX, Form.GNU_STR_INDEX -> unit.stringOffset(reader.uleb());
          case Form.STRX1 -> unit.stringOffset(reader.u1());
          case Form.STRX2 -> unit.stringOffset(reader.u2());
          case Form.STRX3 -> unit.stringOffset(reader.u3());
          case Form.STRX4 -> unit.stringOffset(reader.u4());
          default -> throw wrongForm("those of a string");
        };
    return section.offset(offset, "a string");
  }

  /** The DIE that a reference leads to. */
  public Die reference() {
    Reader reader = reader();
    UnitHeader header = unit.header();
    return switch (form) {
      case Form.REF_ADDR ->
          anywhere(
              unit.sections().main(),
              header.version() == 2 ? reader.u8() : reader.offset(header.wide()));
      case Form.GNU_REF_ALT -> alternate(reader.offset(header.wide()));
      case Form.REF_SUP4 -> alternate(reader.u4());
      case Form.REF_SUP8 -> alternate(reader.u8());
      case Form.REF_SIG8 -> unit.info().all().type(unit, reader.u8(), this);
      default -> Die.at(unit, place());
    };
  }

  private int placeInUnit(long offset) {
    UnitHeader header = unit.header();
    if (offset < header.first() - header.start() || offset >= header.end() - header.start()) {
      throw bad("a reference to 0x" + Long.toHexString(offset) + ", which is not in its unit");
    }
    return header.start() + (int) offset;
  }

  /** Where a reference within the unit leads to in the section. */
  int place() {
    Reader reader = reader();
    return placeInUnit(
        switch (form) {
          case Form.REF1 -> reader.u1();
          case Form.REF2 -> reader.u2();
          case Form.REF4 -> reader.u4();
          case Form.REF8 -> reader.u8();
          case Form.REF_UDATA -> reader.uleb();
          default -> throw wrongForm("those of a reference within a unit");
        });
  }

  private Die alternate(long offset) {
    return anywhere(unit.info().all().alternate(this), offset);
  }

  private static Die anywhere(InfoSection info, long offset) {
    int at = info.bytes().offset(offset, "a reference");
    Unit holder = info.containing(at);
    if (at < holder.header().first()) {
      throw info.bytes().bad(at, "a reference leads into the header of a unit");
    }
    return Die.at(holder, at);
  }
}
