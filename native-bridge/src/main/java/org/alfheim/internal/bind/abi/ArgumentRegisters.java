package org.alfheim.internal.bind.abi;

import java.lang.foreign.MemoryLayout;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.bind.abi.Eightbytes.RegisterClass;

/**
 * The registers that are left for arguments, which take them from left to right (psABI 3.2.3). A
 * structure takes all that it needs or none: one that no longer fits goes to the stack as a whole,
 * and what comes after it may still have the registers.
 */
public final class ArgumentRegisters {
  private static final int INTEGERS = 6;
  private static final int VECTORS = 8;

  private int integers = INTEGERS;
  private int vectors = VECTORS;

  /** All are left. */
  public ArgumentRegisters() {}

  /**
   * The address of a result in memory is an argument before all others.
   *
   * @return false if it can't be said whether there is one
   */
  public boolean takeResult(MemoryLayout result) {
    Optional<Eightbytes> eightbytes = Eightbytes.of(result);
    if (eightbytes.filter(found -> found.classes().isEmpty()).isPresent()) {
      integers--;
    }
    return eightbytes.isPresent();
  }

  /** Whether an argument is passed in registers, which it takes then; empty if it can't be said. */
  public Optional<Boolean> take(MemoryLayout argument) {
    return Eightbytes.of(argument).map(this::take);
  }

  private boolean take(Eightbytes eightbytes) {
    List<RegisterClass> classes = eightbytes.classes();
    int sse = (int) classes.stream().filter(each -> each == RegisterClass.SSE).count();
    int integer = classes.size() - sse;
    if (classes.isEmpty() || integer > integers || sse > vectors) {
      return false;
    }
    integers -= integer;
    vectors -= sse;
    return true;
  }

  /** How many general purpose registers are left. */
  public int integers() {
    return integers;
  }
}
