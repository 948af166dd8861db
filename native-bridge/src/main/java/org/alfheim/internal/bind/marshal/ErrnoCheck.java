package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Optional;
import org.alfheim.bind.Errno;
import org.alfheim.bind.ErrnoException;
import org.alfheim.bind.Failure;
import org.alfheim.internal.process.libc.ErrnoCapture;
import org.alfheim.internal.process.libc.ErrorNumber;

/**
 * What a result says of {@code errno}.
 *
 * @param function the name of the function that returns it
 * @param failure which results say that it failed
 */
public record ErrnoCheck(String function, Failure failure) {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** The check of a method, if it has one. */
  public static Optional<ErrnoCheck> of(Method method) {
    return Optional.ofNullable(method.getAnnotation(Errno.class))
        .map(errno -> new ErrnoCheck(ContractMethods.symbol(method), errno.value()));
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
      int number = ErrnoCapture.errno(state);
      throw new ErrnoException(
          function, number, ErrorNumber.nameOf(number), ErrorNumber.textOf(number));
    }
  }
}
