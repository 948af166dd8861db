package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
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
   * A function that returns two words, as a method handle.
   *
   * @param function where the function lies
   * @param descriptor its parameters, all in registers
   * @return {@code (parameters) R}
   */
  MethodHandle pairOf(MemorySegment function, FunctionDescriptor descriptor) {
    RelayedCall call = RelayedCall.of(descriptor, ValueLayout.ADDRESS);
    MethodHandle behind =
        call.bind(PairCall.handle(FunctionDescriptor.ofVoid(call.layouts())), function);
    int count = call.arguments().size();
    MethodType passed = behind.type().dropParameterTypes(count, count + 1);
    int[] order = new int[count + 1];
    for (int i = 0; i < count; i++) {
      order[i] = i + 1;
    }
    MethodHandle before =
        MethodHandles.permuteArguments(
            behind, passed.insertParameterTypes(0, MemorySegment.class), order);
    MethodHandle read = MethodHandles.dropArguments(ofPair(), 1, passed.parameterList());
    return MethodHandles.foldArguments(MethodHandles.foldArguments(read, before), PLACE);
  }

  /** {@code (MemorySegment) R}: made of the registers that have its words. */
  private MethodHandle ofPair() {
    MethodHandle[] read = new MethodHandle[2];
    long integer = PairCall.INTEGERS;
    long vector = PairCall.VECTORS;
    for (int i = 0; i < read.length; i++) {
      boolean inVector = words.layouts().get(i) instanceof ValueLayout.OfDouble;
      read[i] =
          MethodHandles.insertArguments(
              ValueLayout.JAVA_LONG.varHandle().toMethodHandle(VarHandle.AccessMode.GET),
              1,
              inVector ? vector : integer);
      if (inVector) {
        vector += Long.BYTES;
      } else {
        integer += Long.BYTES;
      }
    }
    MethodHandle both = MethodHandles.filterArguments(words.unpack(), 0, read);
    return MethodHandles.permuteArguments(
        both, methodType(both.type().returnType(), MemorySegment.class), 0, 0);
  }
}
