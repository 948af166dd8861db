package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.alfheim.internal.amd64.PairCode;
import org.alfheim.internal.process.call.PairCall;

/**
 * A record that comes back in registers, as its words.
 *
 * @param words the record
 */
public record WordResult(RecordWords words) {
  private static final MethodHandle PLACE = place();

  private static MethodHandle place() {
    try {
      return MethodHandles.lookup()
          .findStatic(PairCall.class, "place", methodType(MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Whether it is one word, which is what the function returns then. */
  boolean single() {
    return words.layouts().size() == 1;
  }

  /** Whether it is two words in registers. */
  boolean pair() {
    return words.layouts().size() == 2;
  }

  /** The only word, as C returns it. */
  ValueLayout layout() {
    return words.layouts().getFirst();
  }

  /** What makes the record of the only word. */
  MethodHandle ofSingle() {
    MethodHandle made = words.unpack();
    return layout() instanceof ValueLayout.OfDouble
        ? MethodHandles.filterArguments(made, 0, WordBits.OF_DOUBLE)
        : made;
  }

  /**
   * A function that returns two words, as a method handle. The first comes back as the downcall's
   * own result; only the second goes through memory.
   *
   * @param function where the function lies
   * @param descriptor its parameters, all in registers
   * @return {@code (parameters) R}
   */
  MethodHandle pairOf(MemorySegment function, FunctionDescriptor descriptor) {
    RelayedCall call = RelayedCall.of(descriptor, ValueLayout.ADDRESS);
    ValueLayout first = inVector(0) ? ValueLayout.JAVA_DOUBLE : ValueLayout.JAVA_LONG;
    MethodHandle called =
        call.bind(
            PairCall.handle(FunctionDescriptor.of(first, call.layouts()), second()), function);
    MethodHandle made = MethodHandles.collectArguments(ofPair(), 0, called);
    int count = call.arguments().size();
    MethodType passed = made.type().dropParameterTypes(count, count + 2);
    int[] order = new int[count + 2]; // Who calls and who reads have the same place.
    for (int i = 0; i < count; i++) {
      order[i] = i + 1;
    }
    return MethodHandles.foldArguments(
        MethodHandles.permuteArguments(
            made, passed.insertParameterTypes(0, MemorySegment.class), order),
        PLACE);
  }

  /** The register that has the second word (psABI 3.2.3): the next of its kind. */
  private PairCode.Second second() {
    if (inVector(0)) {
      return inVector(1) ? PairCode.Second.XMM1 : PairCode.Second.RAX;
    }
    return inVector(1) ? PairCode.Second.XMM0 : PairCode.Second.RDX;
  }

  private boolean inVector(int word) {
    return words.layouts().get(word) instanceof ValueLayout.OfDouble;
  }

  /** {@code (T first, MemorySegment) R}: made of the first word and of what is in memory. */
  private MethodHandle ofPair() {
    MethodHandle second =
        MethodHandles.insertArguments(
            ValueLayout.JAVA_LONG.varHandle().toMethodHandle(VarHandle.AccessMode.GET), 1, 0L);
    MethodHandle made = MethodHandles.filterArguments(words.unpack(), 1, second);
    return inVector(0) ? MethodHandles.filterArguments(made, 0, WordBits.OF_DOUBLE) : made;
  }
}
