package org.alfheim.internal.bind.text;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.alfheim.bind.ArgumentException;

/** How much memory may be taken for a use of a symbol that somebody far away asks for. */
final class Allowance {
  private final long most;

  /** So many members of unions are read; each may be a union again, and all of one byte. */
  private static final int MOST_MEMBERS = 1 << 20;

  private long taken;
  private int members;

  /**
   * Nothing is taken yet.
   *
   * @param most in bytes
   */
  Allowance(long most) {
    this.most = most;
  }

  /**
   * Takes some of it.
   *
   * @param bytes how much
   * @param what what for, for messages
   * @throws ArgumentException if that is more than is left
   */
  void take(long bytes, String what) {
    if (bytes > most - taken) {
      throw new ArgumentException(
          what + ": more than " + most + " bytes, the most that may be used at once here");
    }
    taken += bytes;
  }

  /**
   * Takes the members of a union.
   *
   * @throws ArgumentException if that are more than anybody wants to see
   */
  void takeMembers(int count, String what) {
    if (count > MOST_MEMBERS - members) {
      throw new ArgumentException(
          what + ": more than " + MOST_MEMBERS + " members of unions, the most that are shown");
    }
    members += count;
  }

  /**
   * Memory that is taken from it.
   *
   * @param arena gives the memory
   * @param what what for, for messages
   */
  Arena over(Arena arena, String what) {
    return new Arena() {
      @Override
      public MemorySegment allocate(long byteSize, long byteAlignment) {
        take(byteSize, what);
        return arena.allocate(byteSize, byteAlignment);
      }

      @Override
      public MemorySegment.Scope scope() {
        return arena.scope();
      }

      @Override
      public void close() {
        arena.close();
      }
    };
  }
}
