package org.alfheim.linker.code;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Instructions one after the other from a place on, each decoded once however often one asks. */
final class InstructionRun {
  private final ByteBuffer code;
  private int[] starts = new int[16];
  private int count;
  private int next;
  private boolean unknown;

  /**
   * A run.
   *
   * @param code the code
   * @param start where an instruction begins
   */
  InstructionRun(ByteBuffer code, int start) {
    this.code = code;
    this.next = start;
  }

  /** The instruction that a byte is of; null where what is before it can't be decoded. */
  Instruction around(int offset) {
    while (next <= offset && !unknown) {
      Instruction found = InstructionDecoder.decode(code, next);
      if (found == null) {
        unknown = true;
      } else {
        add(next);
        next = found.end();
      }
    }
    if (next <= offset) {
      return null;
    }
    int found = Arrays.binarySearch(starts, 0, count, offset);
    return InstructionDecoder.decode(code, starts[found >= 0 ? found : -found - 2]);
  }

  private void add(int start) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    starts[count++] = start;
  }
}
