package org.alfheim.internal.bind.struct;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alfheim.internal.bind.abi.ArgumentRegisters;
import org.alfheim.internal.bind.abi.ByValue;

/**
 * A call by a few instructions that have the function's address in one of the last registers for
 * arguments. Numbers that are always 0 fill the registers between these and the arguments.
 *
 * @param arguments those of the function, all in registers
 * @param more what the instructions want behind the function's address, in the last registers
 */
record RelayedCall(List<MemoryLayout> arguments, List<MemoryLayout> more) {

  /**
   * The call of a function.
   *
   * @param descriptor its parameters
   */
  static RelayedCall of(FunctionDescriptor descriptor, MemoryLayout... more) {
    return new RelayedCall(ByValue.linkable(descriptor).argumentLayouts(), List.of(more));
  }

  private int fillers() {
    ArgumentRegisters left = new ArgumentRegisters();
    arguments.forEach(left::take);
    return left.integers() - 1 - more.size();
  }

  /** What the downcall of the instructions has. */
  MemoryLayout[] layouts() {
    List<MemoryLayout> all = new ArrayList<>(arguments);
    all.addAll(Collections.nCopies(fillers() + 1, ValueLayout.JAVA_LONG));
    all.addAll(more);
    return all.toArray(MemoryLayout[]::new);
  }

  /**
   * The downcall with the address of a function.
   *
   * @return {@code (arguments, more) result}
   */
  MethodHandle bind(MethodHandle downcall, MemorySegment function) {
    List<Object> fixed = new ArrayList<>(Collections.nCopies(fillers(), 0L));
    fixed.add(function.address());
    return MethodHandles.insertArguments(downcall, arguments.size(), fixed.toArray());
  }
}
