package org.alfheim.itests.fuzz;

import java.lang.foreign.MemorySegment;

/** What Jazzer calls. */
public final class FuzzTarget {
  private static final byte[] ALONE = {};

  private FuzzTarget() {}

  /**
   * One input.
   *
   * @param input the bytes of a file
   */
  public static void fuzzerTestOneInput(byte[] input) {
    Trial.run(MemorySegment.ofArray(input));
    TypeTrial.run(MemorySegment.ofArray(input));
    LinkTrial.run(ALONE, MemorySegment.ofArray(input));
  }
}
