package org.alfheim.internal.bind;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Failure;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.CallbackTypes;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.Conversions;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.ErrnoCheck;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.internal.bind.marshal.OutParameter;
import org.alfheim.internal.bind.marshal.OutResults;
import org.alfheim.internal.bind.marshal.StatusCheck;
import org.alfheim.internal.process.call.ErrnoCall;

/**
 * What becomes of what C returns, and of what it writes to an out-parameter.
 *
 * @param value how the method's result crosses that C returns; empty for {@code void}
 * @param out which parameters of C's hold the result, counted from 0
 * @param written what C writes there; empty if there are none
 * @param status what the status means that C returns
 * @param errno what C's result says of {@code errno}
 * @param asked which parameter of the method is the handle that a message is asked of, counted from
 *     0; -1 for the out-parameter; empty where no handle is asked
 */
record CallOutcome(
    Optional<Crossing> value,
    List<Integer> out,
    Optional<OutResults> written,
    Optional<StatusCheck> status,
    Optional<ErrnoCheck> errno,
    OptionalInt asked) {
  private static final int OUT = -1;

  static CallOutcome of(Method method, Binding binding) {
    String what = ContractMethods.describe(method);
    Class<?> type = method.getReturnType();
    List<Integer> out = OutParameter.of(method);
    Optional<OutResults> written =
        out.isEmpty() ? Optional.empty() : Optional.of(OutResults.of(method, binding, what));
    boolean structure = out.isEmpty() && CallbackTypes.needed(type);
    Optional<Crossing> value =
        type == void.class || structure || !out.isEmpty()
            ? Optional.empty()
            : Optional.of(Crossing.fromC(type, method, binding, what + ", result"));
    Optional<StatusCheck> status = StatusCheck.of(method, binding);
    Optional<ErrnoCheck> errno = ErrnoCheck.of(method);
    if (status.isPresent() && errno.isPresent()) {
      throw new BindingException(what + ": a failure is told by @Check or by @Errno, not by both");
    }
    if (structure && (status.isPresent() || errno.isPresent())) {
      throw new BindingException(
          what
              + ": a structure, an enumeration or a function pointer as the result has neither"
              + " @Check nor @Errno");
    }
    boolean returned = out.isEmpty() && type != void.class;
    if (returned && status.isPresent() && !isStatus(type)) {
      throw new BindingException(
          what + ": @Check needs a status, which is an integer, and not a " + type.getSimpleName());
    }
    if (returned && errno.isPresent() && (type == float.class || type == double.class)) {
      throw new BindingException(what + ": @Errno needs an integer or a pointer");
    }
    return new CallOutcome(value, out, written, status, errno, asked(method, status, out, what));
  }

  /** The same where a structure comes back, which is made a value of elsewhere. */
  CallOutcome ofStructure() {
    if (!out.isEmpty() || status.isPresent() || errno.isPresent()) {
      throw new BindingException(
          "an integer of 128 bits as the result has neither @OutResult nor @Check nor @Errno");
    }
    return new CallOutcome(Optional.empty(), out, written, status, errno, asked);
  }

  private static boolean isStatus(Class<?> type) {
    return type.isPrimitive() && type != float.class && type != double.class;
  }

  private static OptionalInt asked(
      Method method, Optional<StatusCheck> status, List<Integer> out, String what) {
    if (status.isEmpty() || !status.get().asksHandle()) {
      return OptionalInt.empty();
    }
    List<Integer> found = new ArrayList<>();
    if (!out.isEmpty() && status.get().asks(method.getReturnType())) {
      found.add(OUT);
    }
    for (int i = 0; i < method.getParameterCount(); i++) {
      if (status.get().asks(method.getParameterTypes()[i])
          && !Handles.releases(method.getParameters()[i])) {
        found.add(i);
      }
    }
    if (found.isEmpty() || (found.size() > 1 && status.get().asksAny())) {
      throw new BindingException(
          what
              + ": the message of @Check is asked of a handle, and "
              + (found.isEmpty() ? "there is none here" : "it is not known of which")
              + "; declare the function in the contract, with the type of the handle");
    }
    return OptionalInt.of(found.getFirst());
  }

  /** The layout of what C returns; empty for nothing. */
  Optional<MemoryLayout> layout() {
    if (out.isEmpty() && value.isPresent()) {
      return value.map(Crossing::layout);
    }
    if (status.isEmpty() && errno.isEmpty()) {
      return Optional.empty();
    }
    boolean pointer = errno.filter(check -> check.failure() == Failure.NULL).isPresent();
    return Optional.of(pointer ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_INT);
  }

  /**
   * The same where what C returns has errno, if that can be.
   *
   * @param registers how many general purpose registers the arguments leave, all of which are in
   *     registers
   */
  CallOutcome told(IntSupplier registers) {
    return errnoCall().isEmpty() || registers.getAsInt() < ErrnoCall.REGISTERS
        ? this
        : new CallOutcome(value, out, written, status, errno.map(ErrnoCheck::inResult), asked);
  }

  private Optional<ErrnoCall> errnoCall() {
    return errno.flatMap(check -> layout().flatMap(check::call));
  }

  /** How C is called where what it returns has errno. */
  Optional<ErrnoCall> told() {
    return errnoCall().filter(_ -> !captured());
  }

  /** {@code (long) R}: what C has returned, of what the call gives; throws if it failed. */
  MethodHandle ofTold() {
    return errno.orElseThrow().told(layout().orElseThrow());
  }

  /** Whether the downcall takes memory for errno, before all arguments. */
  boolean captured() {
    return errno.filter(ErrnoCheck::captured).isPresent();
  }

  /**
   * The whole method.
   *
   * @param call {@code ([errno's state,] C's parameters) what C returns}
   * @return {@code ([frame,] the method's parameters) the method's result}; with a frame if there
   *     is an out-parameter
   */
  MethodHandle onto(MethodHandle call) {
    if (out.isEmpty() && status.isEmpty() && !captured()) {
      return value.map(crossing -> crossing.ontoResult(call)).orElse(call);
    }
    MethodHandle ordered = ordered(call);
    Class<?> returned = call.type().returnType();
    int results = returned == void.class ? 0 : 1;
    MethodType all =
        results == 0 ? ordered.type() : ordered.type().insertParameterTypes(0, returned);
    int state = results;
    int memory = state + (captured() ? 1 : 0);
    int parameters = memory + (out.isEmpty() ? 0 : 1);

    MethodHandle tail = result(all, memory);
    if (status.isPresent()) {
      MethodHandle check = onLong(status.get().handle(), returned);
      tail = MethodHandles.foldArguments(tail, onHandle(check, all, memory, parameters));
    }
    if (captured()) {
      MethodHandle check = onLong(errno.get().handle(), returned);
      tail = MethodHandles.foldArguments(tail, on(all, check, 0, state));
    }
    MethodHandle whole = MethodHandles.foldArguments(tail, ordered);
    if (!out.isEmpty()) {
      MethodHandle room = OutParameter.memory(out.size());
      whole = MethodHandles.filterArguments(whole, memory - results, room);
    }
    return captured() ? MethodHandles.foldArguments(whole, ErrnoCheck.state()) : whole;
  }

  /** {@code ([errno's state,] [out-parameters,] the method's parameters) what C returns}. */
  private MethodHandle ordered(MethodHandle call) {
    if (out.isEmpty()) {
      return call;
    }
    int first = captured() ? 1 : 0;
    MethodHandle placed = call;
    MethodType type = call.type().insertParameterTypes(first, MemorySegment.class);
    int[] order = new int[call.type().parameterCount()];
    for (int i = 0, other = 0; i < order.length; i++) {
      int number = out.indexOf(i - first);
      order[i] = i < first ? i : number < 0 ? first + 1 + other++ : first;
      if (number >= 0) {
        placed = MethodHandles.filterArguments(placed, i, OutParameter.place(number));
      }
    }
    for (int i = order.length - 1; i >= first; i--) {
      if (out.contains(i - first)) {
        type = type.dropParameterTypes(i + 1, i + 2);
      }
    }
    return MethodHandles.permuteArguments(placed, type, order);
  }

  private MethodHandle result(MethodType all, int memory) {
    if (written.isPresent()) {
      return on(all, written.get().read(), memory);
    }
    return value.isEmpty()
        ? MethodHandles.empty(all.changeReturnType(void.class))
        : on(all, value.get().ontoResult(MethodHandles.identity(all.parameterType(0))), 0);
  }

  private MethodHandle onHandle(MethodHandle check, MethodType all, int memory, int parameters) {
    if (asked.isEmpty()) {
      return on(all, MethodHandles.insertArguments(check, 1, MemorySegment.NULL), 0);
    }
    if (asked.getAsInt() == OUT) {
      return on(
          all,
          MethodHandles.filterArguments(check, 1, OutResults.at(ValueLayout.ADDRESS, 0)),
          0,
          memory);
    }
    return on(all, check, 0, parameters + asked.getAsInt());
  }

  /** Lets the first parameter, a long, take what C returns. */
  private static MethodHandle onLong(MethodHandle check, Class<?> returned) {
    return returned == MemorySegment.class
        ? MethodHandles.filterArguments(check, 0, Conversions.ADDRESS_OF)
        : MethodHandles.explicitCastArguments(check, check.type().changeParameterType(0, returned));
  }

  /** A handle that takes some of many parameters. */
  private static MethodHandle on(MethodType all, MethodHandle handle, int... positions) {
    return MethodHandles.permuteArguments(
        handle, all.changeReturnType(handle.type().returnType()), positions);
  }
}
