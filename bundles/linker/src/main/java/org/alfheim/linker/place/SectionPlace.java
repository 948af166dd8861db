package org.alfheim.linker.place;

/**
 * Where a section of an object, or one of the linker's own, is in the image. It is nowhere until
 * the layout says so; of a section that was taken apart each piece is somewhere else.
 */
public final class SectionPlace {
  /** The address of what is not in the image. */
  public static final long NOWHERE = -1;

  private PieceMap pieces;
  private long address = NOWHERE;
  private int number;
  private boolean written;

  /** The place of a section that has none yet. */
  public SectionPlace() {}

  /**
   * Says that the section was taken apart, before the layout is made.
   *
   * @param map where its pieces are
   */
  public void takenApart(PieceMap map) {
    pieces = map;
  }

  /**
   * Says where the section is.
   *
   * @param start its address; of a section that is not loaded, where it begins in the section of
   *     the image
   */
  public void laidOut(long start) {
    address = start;
  }

  /**
   * Says which section of the image it is in.
   *
   * @param header the number in the section header table
   */
  public void numbered(int header) {
    number = header;
  }

  /** Says that the dynamic linker writes in the section. */
  public void writtenWhenLoaded() {
    written = true;
  }

  /** Whether the dynamic linker writes in it. */
  public boolean isWritten() {
    return written;
  }

  /**
   * The address of an offset in the section.
   *
   * @return the address, or {@link #NOWHERE}
   */
  public long address(long offset) {
    if (pieces == null) {
      return address == NOWHERE ? NOWHERE : address + offset;
    }
    long located = pieces.locate(offset);
    return located < 0 ? NOWHERE : pieces.target().address(located);
  }

  /** The number of its section of the image; 0 where it is in none. */
  public int number() {
    return pieces == null ? number : pieces.target().number();
  }
}
