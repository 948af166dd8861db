package org.alfheim.internal.dwarf.section;

import org.alfheim.types.TypesException;

/** Reads a section from a place on, to an end that it never goes beyond. */
public final class Reader {
  private static final int LONGEST_LEB = 16;

  private final SectionBytes section;
  private final int end;
  private int position;

  public Reader(SectionBytes section, int position, int end) {
    this.section = section;
    this.position = position;
    this.end = Math.min(end, section.size());
  }

  public int position() {
    return position;
  }

  /** Goes to a place that was checked to be before the end. */
  public void position(int next) {
    if (next < 0 || next > end) {
      throw bad("0x" + Integer.toHexString(next) + " is not in what is read here");
    }
    position = next;
  }

  public int end() {
    return end;
  }

  public boolean atEnd() {
    return position >= end;
  }

  public SectionBytes section() {
    return section;
  }

  public TypesException bad(String problem) {
    return section.bad(position, problem);
  }

  private int take(int count) {
    int at = position;
    if (count > end - at) {
      throw bad("it ends within a value of " + count + " bytes");
    }
    position = at + count;
    return at;
  }

  public void skip(long count) {
    if (count < 0 || count > end - position) {
      throw bad("it ends within a value of " + Long.toUnsignedString(count) + " bytes");
    }
    position += (int) count;
  }

  public int u1() {
    return section.u1(take(1));
  }

  public int u2() {
    return section.u2(take(2));
  }

  public int u3() {
    int at = take(3);
    return section.u2(at) | (section.u1(at + 2) << 16);
  }

  public long u4() {
    return section.u4(take(4));
  }

  public long u8() {
    return section.u8(take(8));
  }

  /** An offset in a section, of 4 or 8 bytes. */
  public long offset(boolean wide) {
    return wide ? u8() : u4();
  }

  public long uleb() {
    int first = u1();
    return first < 0x80 ? first : uleb(first);
  }

  private long uleb(int first) {
    long value = first & 0x7f;
    int start = position - 1;
    for (int shift = 7; ; shift += 7) {
      int next = u1();
      long bits = next & 0x7f;
      if (shift > 63 ? bits != 0 : (shift == 63 && bits > 1)) {
        throw section.bad(start, "a LEB128 number of more than 64 bits");
      }
      if (shift <= 63) {
        value |= bits << shift;
      }
      if (next < 0x80) {
        return value;
      }
      checkLength(start);
    }
  }

  private void checkLength(int start) {
    if (position - start > LONGEST_LEB) {
      throw section.bad(start, "a LEB128 number of more than " + LONGEST_LEB + " bytes");
    }
  }

  /** An unsigned number that is no more than 2^31 - 1 in anything that makes sense. */
  public int ulebInt(String what) {
    int start = position;
    long value = uleb();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw section.bad(start, what + " of " + Long.toUnsignedString(value) + " is not possible");
    }
    return (int) value;
  }

  public long sleb() {
    long value = 0;
    int start = position;
    for (int shift = 0; ; shift += 7) {
      int next = u1();
      if (shift <= 63) {
        value |= (long) (next & 0x7f) << shift;
      }
      if (next < 0x80) {
        boolean negative = (next & 0x40) != 0;
        return negative && shift + 7 < 64 ? value | (-1L << (shift + 7)) : value;
      }
      checkLength(start);
    }
  }

  public void skipLeb() {
    int start = position;
    while (u1() >= 0x80) {
      checkLength(start);
    }
  }

  public void skipString() {
    skip(section.stringLength(position) + 1L);
  }
}
