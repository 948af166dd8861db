package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.Handle;

/**
 * A call of a variadic function with any number of arguments. Each sequence of types is linked when
 * it is called first. The default argument promotions are C's (C17 6.5.2.2p6).
 */
public final class VariadicCall {
  private static final MethodHandle CALL = call();

  private final String what;
  private final Function<List<ValueLayout>, MethodHandle> linker;
  private final Map<List<ValueLayout>, MethodHandle> linked = new ConcurrentHashMap<>();

  /**
   * Nothing is linked yet.
   *
   * @param what names the parameter in messages
   * @param linker makes {@code (Object[] arguments) Object} for the types of {@code ...}
   */
  public VariadicCall(String what, Function<List<ValueLayout>, MethodHandle> linker) {
    this.what = what;
    this.linker = linker;
  }

  private static MethodHandle call() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              VariadicCall.class,
              "call",
              methodType(Object.class, Object.class, Object[].class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@code (Object frame, Object[] fixed, Object[] more) Object}. */
  public MethodHandle handle() {
    return CALL.bindTo(this);
  }

  Object call(Object frame, Object[] fixed, Object[] more) throws Throwable {
    List<ValueLayout> layouts = new ArrayList<>();
    List<Object> arguments = new ArrayList<>(Arrays.asList(fixed));
    for (Object argument : more == null ? new Object[0] : more) {
      Object promoted = promoted((Frame) frame, argument, layouts.size());
      layouts.add(layout(promoted));
      arguments.add(promoted);
    }
    MethodHandle call = linked.computeIfAbsent(List.copyOf(layouts), linker);
    return (Object) call.invokeExact(arguments.toArray());
  }

  private Object promoted(Frame frame, Object argument, int index) {
    return switch (argument) {
      case null -> MemorySegment.NULL;
      case Integer _, Long _, Double _, MemorySegment _ -> argument;
      case Boolean truth -> truth ? 1 : 0;
      case Byte number -> number.intValue();
      case Short number -> number.intValue();
      case Character character -> (int) character;
      case Float number -> number.doubleValue();
      case BigInteger number -> Unsigned64.bits(what, number);
      case String text -> frame.allocateFrom(Conversions.whole(text));
      case Handle handle -> used(frame, handle);
      default ->
          throw new ArgumentException(
              what
                  + ": argument "
                  + (index + 1)
                  + " of '...' is a "
                  + argument.getClass().getName()
                  + "; C takes a boxed number, a BigInteger of 64 bits, a Boolean, a Character, a String, a MemorySegment or a"
                  + " Handle there");
    };
  }

  private MemorySegment used(Frame frame, Handle handle) {
    HandleState state = HandleState.of(handle, what);
    MemorySegment pointer = state.begin();
    frame.uses(state);
    return pointer;
  }

  private static ValueLayout layout(Object promoted) {
    return switch (promoted) {
      case Integer _ -> ValueLayout.JAVA_INT;
      case Long _ -> ValueLayout.JAVA_LONG;
      case Double _ -> ValueLayout.JAVA_DOUBLE;
      default -> ValueLayout.ADDRESS;
    };
  }
}
