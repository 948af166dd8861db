package org.alfheim.internal.bind.abi;

import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a call has its arguments: in registers, or in memory on the stack, one after the other,
 * each aligned by 8 bytes, or by 16 if its type is (psABI 3.2.3).
 *
 * @param places one for each argument; fewer if it can't be said any further, since compilers do
 *     not agree
 * @param integers how many general purpose registers are left
 */
public record ArgumentPlaces(List<Place> places, int integers) {

  /**
   * Where an argument is.
   *
   * @param inRegisters whether it is in registers
   * @param offset where it is on the stack otherwise, in bytes from the first argument there
   * @param padding how many bytes there are between it and what is before it on the stack
   */
  public record Place(boolean inRegisters, long offset, long padding) {}

  /**
   * The places of a call.
   *
   * @param result what the function returns, if it does
   * @param arguments what it takes
   */
  public static ArgumentPlaces of(
      Optional<? extends MemoryLayout> result, List<? extends MemoryLayout> arguments) {
    return of(result, arguments, List.of());
  }

  /**
   * The places of a call of which some arguments are parts of others that lie on the stack.
   *
   * @param stacked for each argument, whether it is such a part; empty if none is
   */
  public static ArgumentPlaces of(
      Optional<? extends MemoryLayout> result,
      List<? extends MemoryLayout> arguments,
      List<Boolean> stacked) {
    ArgumentRegisters left = new ArgumentRegisters();
    List<Place> places = new ArrayList<>();
    boolean certain =
        result.filter(GroupLayout.class::isInstance).map(left::takeResult).orElse(true);
    long end = 0;
    for (int i = 0; certain && i < arguments.size(); i++) {
      MemoryLayout argument = arguments.get(i);
      Optional<Boolean> registers =
          !stacked.isEmpty() && stacked.get(i) ? Optional.of(false) : left.take(argument);
      certain = registers.isPresent();
      if (certain && !registers.get()) {
        long offset = aligned(end, Math.max(Long.BYTES, argument.byteAlignment()));
        places.add(new Place(false, offset, offset - end));
        end = offset + aligned(argument.byteSize(), Long.BYTES);
      } else if (certain) {
        places.add(new Place(true, 0, 0));
      }
    }
    return new ArgumentPlaces(places, left.integers());
  }

  private static long aligned(long offset, long alignment) {
    return (offset + alignment - 1) & -alignment;
  }

  /** Whether there are gaps on the stack. */
  public boolean padded() {
    return places.stream().anyMatch(place -> place.padding() > 0);
  }

  /** An argument that can't be passed. */
  public record Refusal(int argument, String reason) {}

  /**
   * Finds an argument that would not be where C looks for it.
   *
   * @param arguments what the function takes
   * @param padding whether there may be gaps on the stack
   * @return the first one; empty if all are right
   */
  public Optional<Refusal> refusal(List<? extends MemoryLayout> arguments, boolean padding) {
    for (int i = 0; i < arguments.size(); i++) {
      MemoryLayout argument = arguments.get(i);
      boolean special = argument.byteAlignment() >= ByValue.STACK || ByValue.isUncertain(argument);
      if (special && i >= places.size()) {
        return refusal(i, "where it lies can't be said, since compilers do not agree");
      }
      if (!special || places.get(i).inRegisters()) {
        continue;
      }
      if (ByValue.isUncertain(argument)
          && places.get(i).offset() % Long.lowestOneBit(argument.byteSize()) != 0) {
        return refusal(
            i,
            "what it is aligned by on the stack is not known; debug information as DWARF says that"
                + " (cc -g), and so do types that 'alfheim wrap' has written");
      }
      if (places.get(i).padding() > 0 && (!padding || places.size() < arguments.size())) {
        return refusal(
            i,
            "it is aligned by 16 bytes on the stack, which Java's linker can do neither for a"
                + " variadic function nor for a function pointer");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(int argument, String reason) {
    return Optional.of(
        new Refusal(
            argument, "can't be passed by value: " + reason + "; pass it behind a pointer"));
  }
}
