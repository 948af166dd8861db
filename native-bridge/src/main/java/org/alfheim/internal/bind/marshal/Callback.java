package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Nullable;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * A functional interface as the type of a function pointer.
 *
 * <p>An exception can't pass through C: one that leaves the Java method ends here, goes to a sink,
 * and C gets 0 or NULL.
 */
final class Callback {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** Stubs that live as long as the process. */
  private static final Map<Retention, MemorySegment> RETAINED = new ConcurrentHashMap<>();

  private final Class<?> type;
  private final FunctionDescriptor descriptor;

  /** The interface's method, and what its parameters and its result cross by. */
  private final MethodHandle method;

  private final List<Crossing> parameters;
  private final Optional<Crossing> result;

  /** Made when C gets the first function pointer: it costs more than all that is checked before. */
  private Guarded made;

  /** The last one that was retained; it is retained anyway. */
  private Retained last = new Retained(null, MemorySegment.NULL);

  private Callback(
      Class<?> type, MethodHandle method, List<Crossing> parameters, Optional<Crossing> result) {
    this.type = type;
    this.method = method;
    this.parameters = parameters;
    this.result = result;
    MemoryLayout[] layouts = parameters.stream().map(Crossing::layout).toArray(MemoryLayout[]::new);
    this.descriptor =
        result.isPresent()
            ? FunctionDescriptor.of(result.get().layout(), layouts)
            : FunctionDescriptor.ofVoid(layouts);
  }

  /**
   * What C calls.
   *
   * @param method {@code (Object callback, Object sink, native parameters) native result}; throws
   *     nothing
   * @param stubs the function pointers that serve one call after the other
   */
  private record Guarded(MethodHandle method, CallbackStubs stubs) {}

  private Guarded guarded() {
    Guarded guarded = made;
    if (guarded == null) {
      MethodHandle erased = erased(guarded(crossing()));
      guarded = new Guarded(erased, new CallbackStubs(descriptor, nobody(erased.type())));
      made = guarded;
    }
    return guarded;
  }

  /** {@code (F, native parameters) native result}. */
  private MethodHandle crossing() {
    MethodHandle target = method;
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).filter().isPresent()) {
        target =
            MethodHandles.filterArguments(
                target, i + 1, widened(parameters.get(i), target.type().parameterType(i + 1)));
      }
    }
    if (result.isPresent()) {
      target = result.get().ontoResult(target);
    }
    MethodType nativeType = descriptor.toMethodType().insertParameterTypes(0, type);
    return MethodHandles.explicitCastArguments(target, nativeType);
  }

  /** A callback and its function pointer. */
  private record Retained(Object callback, MemorySegment function) {}

  /** An object by its identity, as one interface. */
  @SuppressWarnings("ReferenceEquality")
  private record Retention(Class<?> type, Object callback) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Retention that && type == that.type && callback == that.callback;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(callback);
    }
  }

  static Callback of(Class<?> type, Binding binding, String what) {
    Method method = ContractMethods.single(type, what);
    if (method.getName().equals("close") && AutoCloseable.class.isAssignableFrom(type)) {
      throw new BindingException(
          what
              + ": "
              + type.getTypeName()
              + " has something to close, and is no callback; a type for an opaque pointer extends"
              + " Handle");
    }
    String place = what + ", " + type.getSimpleName() + "." + method.getName();
    MethodHandle target;
    try {
      target = binding.lookup().unreflect(method);
    } catch (IllegalAccessException e) {
      throw new BindingException(place + " is not accessible: " + e.getMessage(), e);
    }
    Parameter[] parameters = method.getParameters();
    List<Crossing> crossings = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      crossings.add(
          Crossing.fromC(
              parameters[i].getType(), parameters[i], binding, place + ", parameter " + (i + 1)));
    }
    Optional<Crossing> result =
        method.getReturnType() == void.class
            ? Optional.empty()
            : Optional.of(result(method, binding, place));
    return new Callback(type, target, crossings, result);
  }

  private static MethodHandle widened(Crossing crossing, Class<?> parameter) {
    MethodHandle filter = crossing.filter().orElseThrow();
    return MethodHandles.explicitCastArguments(filter, filter.type().changeReturnType(parameter));
  }

  private static Crossing result(Method method, Binding binding, String place) {
    Class<?> type = method.getReturnType();
    if (type == String.class) {
      throw new BindingException(
          place
              + ": a String can't be returned to C, which would own its memory; return a"
              + " MemorySegment");
    }
    if (type == MemorySegment.class) {
      return Crossing.pointer(Conversions.ADDRESS_OUT);
    }
    if (Handles.isHandle(type)) {
      boolean nullable = method.isAnnotationPresent(Nullable.class);
      return Crossing.pointer(binding.handles().type(type, place).toC(nullable, place));
    }
    return Crossing.toC(type, method, place).orElseThrow(() -> Crossing.noCounterpart(type, place));
  }

  /** Lets the method's exceptions end in a sink. */
  private static MethodHandle guarded(MethodHandle target) {
    MethodHandle withSink = MethodHandles.dropArguments(target, 1, Consumer.class);
    MethodHandle nothing = nothing(target.type().returnType());
    MethodHandle report =
        MethodHandles.dropArguments(
            find("report", methodType(void.class, Throwable.class, Consumer.class)),
            1,
            target.type().parameterType(0));
    MethodHandle handler = MethodHandles.collectArguments(nothing, 0, report);
    return MethodHandles.catchException(withSink, Throwable.class, handler);
  }

  private static MethodHandle nothing(Class<?> result) {
    return result == MemorySegment.class
        ? MethodHandles.constant(MemorySegment.class, MemorySegment.NULL)
        : MethodHandles.zero(result);
  }

  private static MethodHandle erased(MethodHandle guarded) {
    return guarded.asType(
        guarded.type().changeParameterType(0, Object.class).changeParameterType(1, Object.class));
  }

  /** What C gets that calls when the call is over for which it was given the function pointer. */
  private static MethodHandle nobody(MethodType type) {
    return MethodHandles.foldArguments(
        MethodHandles.dropArguments(nothing(type.returnType()), 0, type.parameterList()),
        find("late", methodType(void.class)));
  }

  static void late() {
    uncaught(
        new IllegalStateException(
            "C has called a function pointer after the call that it was given for; @Retained keeps"
                + " one for ever"));
  }

  static void report(Throwable thrown, Consumer<Throwable> sink) {
    if (sink == null) {
      uncaught(thrown);
    } else {
      sink.accept(thrown);
    }
  }

  private static MethodHandle find(String name, MethodType signature) {
    try {
      return LOOKUP.findStatic(Callback.class, name, signature);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * {@code (Object frame, F) MemorySegment}: a function that can be called until the frame closes.
   */
  MethodHandle duringCall() {
    return find("stub", methodType(MemorySegment.class, Callback.class, Object.class, Object.class))
        .bindTo(this)
        .asType(methodType(MemorySegment.class, Object.class, type));
  }

  static MemorySegment stub(Callback callback, Object frame, Object object) {
    if (object == null) {
      return MemorySegment.NULL;
    }
    Frame call = (Frame) frame;
    Guarded guarded = callback.guarded();
    CallbackStub stub = guarded.stubs().take(call);
    call.uses(stub);
    return stub.running(new CallbackSlot.Use(guarded.method(), object, call));
  }

  /** {@code (F) MemorySegment}: a function that can be called for ever. */
  MethodHandle retained() {
    return find("retain", methodType(MemorySegment.class, Callback.class, Object.class))
        .bindTo(this)
        .asType(methodType(MemorySegment.class, type));
  }

  @SuppressWarnings("ReferenceEquality")
  static MemorySegment retain(Callback callback, Object object) {
    Retained last = callback.last;
    return last.callback == object ? last.function : callback.retain(object);
  }

  private MemorySegment retain(Object object) {
    if (object == null) {
      return MemorySegment.NULL;
    }
    MemorySegment function =
        RETAINED.computeIfAbsent(new Retention(type, object), _ -> lasting(object));
    last = new Retained(object, function);
    return function;
  }

  private MemorySegment lasting(Object object) {
    Consumer<Throwable> sink = Callback::uncaught;
    return Downcalls.stub(
        MethodHandles.insertArguments(guarded().method(), 0, object, sink),
        descriptor,
        Arena.global());
  }

  private static void uncaught(Throwable thrown) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
  }
}
