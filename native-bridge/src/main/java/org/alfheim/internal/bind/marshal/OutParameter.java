package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.OutResult;
import org.alfheim.bind.Variadic;

/**
 * Parameters of C's that the Java method does not have, since what C writes there is its result.
 */
public final class OutParameter {
  private static final MethodHandle MEMORY =
      handle("memory", MethodType.methodType(MemorySegment.class, int.class, Object.class));
  private static final MethodHandle PLACE =
      handle("place", MethodType.methodType(MemorySegment.class, int.class, MemorySegment.class));

  /** As large as any result is. */
  private static final long SIZE = Long.BYTES;

  private OutParameter() {}

  private static MethodHandle handle(String name, MethodType type) {
    try {
      return MethodHandles.lookup().findStatic(OutParameter.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@code (Object frame) MemorySegment}: memory for some of them, of zeros. */
  public static MethodHandle memory(int count) {
    return MethodHandles.insertArguments(MEMORY, 0, count);
  }

  static MemorySegment memory(int count, Object frame) {
    return ((Frame) frame).allocate(count * SIZE, SIZE).fill((byte) 0);
  }

  /** {@code (MemorySegment) MemorySegment}: where in that memory one of them is. */
  public static MethodHandle place(int number) {
    return MethodHandles.insertArguments(PLACE, 0, number);
  }

  static MemorySegment place(int number, MemorySegment memory) {
    return memory.asSlice(offset(number), SIZE);
  }

  /** Where in that memory one of them is, in bytes. */
  static long offset(int number) {
    return number * SIZE;
  }

  /**
   * Which of C's parameters they are.
   *
   * @return the positions, counted from 0, in the order of the components where the result is a
   *     record; empty if the method has none
   * @throws BindingException if C has no such parameter, or there is no result
   */
  public static List<Integer> of(Method method) {
    OutResult annotation = method.getAnnotation(OutResult.class);
    if (annotation == null) {
      return List.of();
    }
    String what = ContractMethods.describe(method);
    Class<?> type = method.getReturnType();
    int count = type.isRecord() ? type.getRecordComponents().length : 1;
    if (type == void.class || count == 0) {
      throw new BindingException(what + ": @OutResult needs a result");
    }
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(Variadic.class)) {
        throw new BindingException(what + ": @OutResult and @Variadic don't go together");
      }
    }
    int last = method.getParameterCount() + count;
    int[] named = annotation.value();
    if (named.length == 0) {
      return IntStream.range(last - count, last).boxed().toList();
    }
    if (named.length != count) {
      throw new BindingException(
          what
              + ": @OutResult has "
              + named.length
              + " parameters, and the result "
              + count
              + "; of several, the result is a record with a component for each");
    }
    return positions(named, last, what);
  }

  private static List<Integer> positions(int[] named, int last, String what) {
    List<Integer> positions = new ArrayList<>();
    for (int position : named) {
      if (position < 1 || position > last) {
        throw new BindingException(
            what
                + ": @OutResult("
                + position
                + ") is no parameter; with the out-parameter, C has "
                + last);
      }
      if (positions.contains(position - 1)) {
        throw new BindingException(what + ": @OutResult has parameter " + position + " twice");
      }
      positions.add(position - 1);
    }
    return List.copyOf(positions);
  }

  /** A list of C's parameters without the out-parameters. */
  public static <T> List<T> without(List<T> parameters, List<Integer> out) {
    List<T> others = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (!out.contains(i)) {
        others.add(parameters.get(i));
      }
    }
    return others;
  }

  /** How many out-parameters C has before a parameter of the method. */
  public static int before(int parameter, List<Integer> out) {
    int before = 0;
    for (int i = 0; i < parameter + before + 1; i++) {
      before += out.contains(i) ? 1 : 0;
    }
    return before;
  }
}
