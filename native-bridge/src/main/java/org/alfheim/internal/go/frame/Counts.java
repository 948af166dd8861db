package org.alfheim.internal.go.frame;

import org.alfheim.internal.process.libc.AddressSpace;

/** How many elements there are, as Go has it. */
public final class Counts {
  private Counts() {}

  /**
   * A number of elements that Java can have.
   *
   * @throws MisfitException if Java can't
   */
  public static int checked(long count) {
    if (count < 0 || count > Integer.MAX_VALUE - 8) {
      throw new MisfitException(count + " elements are more than Java can have in one place");
    }
    return (int) count;
  }

  /** The same, of an array, which has a length of its own. */
  public static void equal(long wanted, int count) {
    if (wanted != count) {
      throw new MisfitException(count + " elements, and Go's array has " + wanted);
    }
  }

  /** Writes where elements are, and how many. */
  public static void put(long at, long address, int count) {
    AddressSpace.putLong(at, address);
    AddressSpace.putLong(at + FrameLayout.WORD, count);
  }
}
