package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.OutResult;
import org.alfheim.bind.Variadic;

/**
 * A parameter of C's that the Java method does not have, since what C writes there is its result.
 */
public final class OutParameter {
  /** {@code (Object frame) MemorySegment}: memory for it, of zeros. */
  public static final MethodHandle MEMORY = memory();

  /** As large as any result is. */
  private static final long SIZE = Long.BYTES;

  private OutParameter() {}

  private static MethodHandle memory() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              OutParameter.class,
              "memory",
              MethodType.methodType(MemorySegment.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static MemorySegment memory(Object frame) {
    return ((Frame) frame).allocate(SIZE, SIZE).fill((byte) 0);
  }

  /**
   * Which of C's parameters it is.
   *
   * @return the position, counted from 0; empty if the method has none
   * @throws BindingException if C has no such parameter, or there is no result
   */
  public static OptionalInt of(Method method) {
    OutResult annotation = method.getAnnotation(OutResult.class);
    if (annotation == null) {
      return OptionalInt.empty();
    }
    String what = ContractMethods.describe(method);
    int last = method.getParameterCount() + 1;
    int position = annotation.value() == 0 ? last : annotation.value();
    if (method.getReturnType() == void.class) {
      throw new BindingException(what + ": @OutResult needs a result");
    }
    if (position < 1 || position > last) {
      throw new BindingException(
          what
              + ": @OutResult("
              + position
              + ") is no parameter; with the out-parameter, C has "
              + last);
    }
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(Variadic.class)) {
        throw new BindingException(what + ": @OutResult and @Variadic don't go together");
      }
    }
    return OptionalInt.of(position - 1);
  }

  /** A list of C's parameters without the out-parameter. */
  public static <T> List<T> without(List<T> parameters, OptionalInt out) {
    List<T> others = new ArrayList<>(parameters);
    if (out.isPresent() && out.getAsInt() < others.size()) {
      others.remove(out.getAsInt());
    }
    return others;
  }
}
