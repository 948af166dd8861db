package org.alfheim.internal.bind.marshal;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Optional;
import org.alfheim.bind.Errno;
import org.alfheim.bind.ErrnoException;
import org.alfheim.bind.Failure;
import org.alfheim.internal.process.call.ErrnoCall;
import org.alfheim.internal.process.libc.ErrnoCapture;
import org.alfheim.internal.process.libc.ErrorNumber;

/**
 * What a result says of {@code errno}.
 *
 * @param function the name of the function that returns it
 * @param failure which results say that it failed
 * @param captured whether each call leaves {@code errno} in memory; if not, the result has it where
 *     the function failed
 */
public record ErrnoCheck(String function, Failure failure, boolean captured) {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodHandle OF_ADDRESS = ofAddress();

  private static MethodHandle ofAddress() {
    try {
      return LOOKUP.findStatic(
          MemorySegment.class, "ofAddress", MethodType.methodType(MemorySegment.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The check of a method, if it has one. */
  public static Optional<ErrnoCheck> of(Method method) {
    return Optional.ofNullable(method.getAnnotation(Errno.class))
        .map(errno -> new ErrnoCheck(ContractMethods.symbol(method), errno.value(), true));
  }

  /** The same where the result has it. */
  public ErrnoCheck inResult() {
    return new ErrnoCheck(function, failure, false);
  }

  /**
   * How a function is called whose result has it.
   *
   * @param result what the function returns
   * @return empty if all of its results may be none of a failure, or it returns something else
   */
  public Optional<ErrnoCall> call(MemoryLayout result) {
    boolean wide = !(result instanceof ValueLayout.OfInt);
    if (wide && !(result instanceof ValueLayout.OfLong || result instanceof AddressLayout)) {
      return Optional.empty();
    }
    return switch (failure) {
      case NEGATIVE -> Optional.of(wide ? ErrnoCall.NEGATIVE_LONG : ErrnoCall.NEGATIVE_INT);
      case NON_ZERO -> Optional.of(wide ? ErrnoCall.NON_ZERO_LONG : ErrnoCall.NON_ZERO_INT);
      case ZERO, NULL -> wide ? Optional.empty() : Optional.of(ErrnoCall.ZERO_INT);
    };
  }

  /** {@code (long) R}: what the function has returned; throws if it failed. */
  public MethodHandle told(MemoryLayout result) {
    try {
      MethodHandle told =
          LOOKUP
              .findVirtual(ErrnoCheck.class, "told", MethodType.methodType(long.class, long.class))
              .bindTo(this);
      return result instanceof AddressLayout
          ? MethodHandles.filterReturnValue(told, OF_ADDRESS)
          : MethodHandles.explicitCastArguments(
              told, MethodType.methodType(((ValueLayout) result).carrier(), long.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  long told(long result) {
    if (result < 0) {
      throw failed((int) result);
    }
    return result;
  }

  private ErrnoException failed(int number) {
    return new ErrnoException(
        function, number, ErrorNumber.nameOf(number), ErrorNumber.textOf(number));
  }

  /** {@code () MemorySegment}: where the call leaves {@code errno}. */
  public static MethodHandle state() {
    try {
      return LOOKUP.findStatic(
          ErrnoCapture.class, "state", MethodType.methodType(MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code (long result, MemorySegment state) void}: throws if the function failed. */
  public MethodHandle handle() {
    try {
      return LOOKUP
          .findVirtual(
              ErrnoCheck.class,
              "check",
              MethodType.methodType(void.class, long.class, MemorySegment.class))
          .bindTo(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  void check(long result, MemorySegment state) {
    if (Failures.fails(failure, result)) {
      throw failed(ErrnoCapture.errno(state));
    }
  }
}
