package org.alfheim.linker.place;

import java.util.Arrays;

/** Where the pieces of an input section are in the section that the linker has made of several. */
public final class PieceMap {
  private final SectionPlace target;
  private final long[] from;
  private final long[] to;

  /**
   * A map.
   *
   * @param target the place of the section that was made
   * @param from where each piece begins in the input section, ascending, the first at 0
   * @param to where it begins in the target; -1 where it is not in it
   */
  public PieceMap(SectionPlace target, long[] from, long[] to) {
    this.target = target;
    this.from = from;
    this.to = to;
  }

  /** The place of the section that was made. */
  SectionPlace target() {
    return target;
  }

  /**
   * The place in the target of an offset in the input section.
   *
   * @return the offset, or -1 if that piece is not in it
   */
  long locate(long offset) {
    if (from.length == 0) {
      return -1;
    }
    int found = Arrays.binarySearch(from, offset);
    int piece = found >= 0 ? found : Math.max(0, -found - 2);
    return to[piece] < 0 ? -1 : to[piece] + (offset - from[piece]);
  }
}
