package org.alfheim.internal.bind.abi;

import org.alfheim.types.StructureType;

/** What memory is aligned by that C gets as a structure: code may rely on it (C17 6.2.8). */
public final class MemoryAlignment {
  /** Enough for all types that no attribute aligns, and for the instructions that copy them. */
  public static final long LEAST = 16;

  /** Enough for the widest vectors. */
  private static final long MOST = 64;

  private MemoryAlignment() {}

  /** The alignment of memory for a structure; where it is not known, what it can be by its size. */
  public static long of(StructureType type) {
    long possible = Math.min(MOST, Long.lowestOneBit(type.size().orElseThrow()));
    return Math.max(LEAST, type.specifiedAlignment().orElse(possible));
  }
}
