package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Check;
import org.alfheim.bind.Failure;
import org.alfheim.bind.Handle;
import org.alfheim.bind.OutResult;
import org.alfheim.bind.StatusException;

/**
 * What a status means.
 *
 * @param function the name of the function that returns it
 * @param ok each status that is no failure; none where {@code failure} says it
 * @param failure which status is a failure
 * @param message what gives the text, if anything does
 * @param made the type of what the function makes even if it fails, if it does
 */
@SuppressWarnings("ArrayRecordComponent")
public record StatusCheck(
    String function,
    int[] ok,
    Failure failure,
    Optional<MessageFunction> message,
    Optional<HandleType> made) {

  /** {@code (StatusCheck, MethodHandle message, long status, MemorySegment handle) void}. */
  private static final MethodHandle CHECK = check();

  private static MethodHandle check() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              StatusCheck.class,
              "check",
              MethodType.methodType(
                  void.class, MethodHandle.class, long.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * The check of a method, if it has one.
   *
   * @throws BindingException if the message can't be had, or what is made on a failure not be
   *     released
   */
  public static Optional<StatusCheck> of(Method method, Binding binding) {
    Check check = method.getAnnotation(Check.class);
    String what = ContractMethods.describe(method);
    OutResult out = method.getAnnotation(OutResult.class);
    boolean made = out != null && out.madeOnFailure();
    if (made && (check == null || !Handles.isHandle(method.getReturnType()))) {
      throw new BindingException(
          what + ": madeOnFailure belongs to a method that gives a Handle and has a @Check");
    }
    if (check == null) {
      return Optional.empty();
    }
    Optional<MessageFunction> message =
        check.message().isEmpty()
            ? Optional.empty()
            : Optional.of(MessageFunction.of(check.message(), binding, what));
    return Optional.of(
        new StatusCheck(
            ContractMethods.symbol(method),
            check.ok(),
            check.failure(),
            message,
            made
                ? Optional.of(binding.handles().closed(method.getReturnType(), what))
                : Optional.empty()));
  }

  /** Whether the message is of a handle. */
  public boolean asksHandle() {
    return message.filter(f -> f.argument() == MessageFunction.Argument.HANDLE).isPresent();
  }

  /** Whether the message can be had of a handle of a type. */
  public boolean asks(Class<?> type) {
    return asksHandle() && Handles.isHandle(type) && message.get().handle().isAssignableFrom(type);
  }

  /** Whether a handle is asked of which nobody said the type. */
  public boolean asksAny() {
    return asksHandle() && message.get().handle() == Handle.class;
  }

  /** {@code (long status, MemorySegment handle) void}: throws if the function failed. */
  public MethodHandle handle() {
    MethodHandle text = message.map(MessageFunction::call).orElse(null);
    return MethodHandles.insertArguments(CHECK, 0, this, text);
  }

  void check(MethodHandle text, long status, MemorySegment handle) {
    if (fails(status)) {
      throw failed(text, status, handle);
    }
  }

  private boolean fails(long status) {
    if (ok.length == 0) {
      return Failures.fails(failure, status);
    }
    for (int each : ok) {
      if (each == status) {
        return false;
      }
    }
    return true;
  }

  private StatusException failed(MethodHandle text, long status, MemorySegment handle) {
    try {
      return new StatusException(function, status, text(text, status, handle));
    } finally {
      if (made.isPresent() && handle.address() != 0) {
        HandleType.wrapped(made.get().anywhere(), handle).close();
      }
    }
  }

  private String text(MethodHandle text, long status, MemorySegment handle) {
    if (text == null || (asksHandle() && handle.address() == 0)) {
      return "";
    }
    try {
      String said = (String) text.invokeExact(status, handle);
      return said == null ? "" : said;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw " + e, e);
    }
  }
}
