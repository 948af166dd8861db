package org.alfheim.internal.bind.abi;

import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.UnionLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The classes of an argument's eightbytes (psABI 3.2.3), as far as {@link java.lang.foreign.Linker}
 * knows them: there are no others in what it passes.
 *
 * @param classes one for each eightbyte; empty if the argument is of class MEMORY
 */
public record Eightbytes(List<RegisterClass> classes) {
  private static final int BYTES = 8;

  /** More eightbytes are passed in memory, where there are no vectors. */
  private static final int MOST = 2;

  /** The registers that an eightbyte may be passed in. */
  public enum RegisterClass {
    /** General purpose registers. */
    INTEGER,
    /** Vector registers. */
    SSE;

    /** All eight bytes of such a register. */
    public ValueLayout whole() {
      return this == SSE ? ValueLayout.JAVA_DOUBLE : ValueLayout.JAVA_LONG;
    }
  }

  /**
   * Classifies an argument.
   *
   * @return empty if an eightbyte has nothing but padding: compilers do not agree what becomes of
   *     it
   */
  public static Optional<Eightbytes> of(MemoryLayout argument) {
    if (argument.byteSize() > MOST * BYTES) {
      return Optional.of(new Eightbytes(List.of()));
    }
    RegisterClass[] found = new RegisterClass[(int) (argument.byteSize() + BYTES - 1) / BYTES];
    classify(argument, 0, found);
    List<RegisterClass> classes = new ArrayList<>();
    for (RegisterClass each : found) {
      if (each == null) {
        return Optional.empty();
      }
      classes.add(each);
    }
    return Optional.of(new Eightbytes(List.copyOf(classes)));
  }

  /** INTEGER prevails over SSE where both are in one eightbyte. */
  private static void classify(MemoryLayout part, long offset, RegisterClass[] found) {
    switch (part) {
      case PaddingLayout _ -> {}
      case ValueLayout value -> {
        int index = (int) offset / BYTES;
        boolean floating =
            value instanceof ValueLayout.OfFloat || value instanceof ValueLayout.OfDouble;
        found[index] =
            floating && found[index] != RegisterClass.INTEGER
                ? RegisterClass.SSE
                : RegisterClass.INTEGER;
      }
      case SequenceLayout sequence -> {
        MemoryLayout element = sequence.elementLayout();
        for (long i = 0; i < sequence.elementCount(); i++) {
          classify(element, offset + i * element.byteSize(), found);
        }
      }
      case GroupLayout group -> {
        long at = offset;
        for (MemoryLayout member : group.memberLayouts()) {
          classify(member, at, found);
          at += group instanceof UnionLayout ? 0 : member.byteSize();
        }
      }
    }
  }
}
