package org.alfheim.itests.fuzz;

import java.lang.foreign.MemorySegment;

/** Broken copies of a sound file, one after the other; the same ones each time. */
interface Mutants {
  /** The next one; its memory is used again for the one after it. */
  MemorySegment next();
}
