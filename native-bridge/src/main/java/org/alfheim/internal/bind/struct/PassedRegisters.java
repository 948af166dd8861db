package org.alfheim.internal.bind.struct;

import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Which registers a call has used for its arguments (psABI 3.2.3). */
final class PassedRegisters {
  private static final int INTEGERS = 6;
  private static final int VECTORS = 8;
  private static final int EIGHTBYTE = 8;

  private int integers;
  private int vectors;

  /**
   * No argument yet.
   *
   * @param hidden whether the address of the result takes the first register
   */
  PassedRegisters(boolean hidden) {
    integers = hidden ? 1 : 0;
  }

  /** Passes the next argument: in registers, all of it, or else in memory. */
  boolean pass(MemoryLayout argument) {
    if (argument.byteSize() > 2 * EIGHTBYTE) {
      return false;
    }
    boolean[] integer = new boolean[2];
    classify(argument, 0, integer);
    int parts = (int) ((argument.byteSize() + EIGHTBYTE - 1) / EIGHTBYTE);
    int wanted = 0;
    for (int i = 0; i < parts; i++) {
      wanted += integer[i] ? 1 : 0;
    }
    if (integers + wanted > INTEGERS || vectors + parts - wanted > VECTORS) {
      return false;
    }
    integers += wanted;
    vectors += parts - wanted;
    return true;
  }

  /** Finds the eightbytes with an integer in them. */
  private static void classify(MemoryLayout layout, long offset, boolean[] integer) {
    if (layout instanceof GroupLayout group) {
      long at = offset;
      for (MemoryLayout member : group.memberLayouts()) {
        classify(member, at, integer);
        at += group instanceof StructLayout ? member.byteSize() : 0;
      }
    } else if (layout instanceof SequenceLayout sequence) {
      for (long i = 0; i < sequence.elementCount(); i++) {
        MemoryLayout element = sequence.elementLayout();
        classify(element, offset + i * element.byteSize(), integer);
      }
    } else if (!(layout instanceof PaddingLayout
        || layout instanceof ValueLayout.OfFloat
        || layout instanceof ValueLayout.OfDouble)) {
      integer[(int) (offset / EIGHTBYTE)] = true;
    }
  }
}
