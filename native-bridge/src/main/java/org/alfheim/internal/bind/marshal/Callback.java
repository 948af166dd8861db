package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.Nullable;
import org.alfheim.internal.bind.abi.ArgumentPlaces;
import org.alfheim.internal.bind.abi.ByValue;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;

/**
 * A functional interface as the type of a function pointer.
 *
 * <p>An exception can't pass through C: one that leaves the Java method ends here, goes to a sink,
 * and C gets 0 or NULL.
 */
public final class Callback extends Lender {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** Stubs that live as long as the process. */
  private static final Map<Retention, MemorySegment> RETAINED = new ConcurrentHashMap<>();

  private final Class<?> type;
  private final FunctionDescriptor descriptor;

  /** The interface's method, and what its parameters and its result cross by. */
  private final MethodHandle method;

  private final List<CallbackValue> parameters;
  private final Optional<CallbackValue> result;

  /** What distinguishes it from callbacks of the same interface; null where nothing does. */
  private final Object meaning;

  /** Made when C gets the first function pointer: it costs more than all that is checked before. */
  private Guarded made;

  /** The last one that was retained; it is retained anyway. */
  private Retained last = new Retained(null, MemorySegment.NULL);

  private Callback(
      Class<?> type,
      MethodHandle method,
      List<CallbackValue> parameters,
      Optional<CallbackValue> result,
      Object meaning) {
    this.type = type;
    this.method = method;
    this.parameters = parameters;
    this.result = result;
    this.meaning = meaning;
    MemoryLayout[] layouts =
        parameters.stream().map(CallbackValue::layout).toArray(MemoryLayout[]::new);
    this.descriptor =
        ByValue.linkable(
            result.isPresent()
                ? FunctionDescriptor.of(result.get().layout(), layouts)
                : FunctionDescriptor.ofVoid(layouts));
  }

  /**
   * What C calls.
   *
   * @param method {@code (Object callback, Object sink, native parameters) native result}; throws
   *     nothing
   * @param lent the same as long as the sink, a {@link Loan}, is alive
   * @param nobody what C calls when the time is over
   * @param stubs the function pointers that serve one call after the other
   */
  private record Guarded(
      MethodHandle method, MethodHandle lent, MethodHandle nobody, CallbackStubs stubs) {}

  private Guarded guarded() {
    Guarded guarded = made;
    if (guarded == null) {
      MethodHandle erased = erased(guarded(crossing()));
      MethodHandle nobody = nobody(erased.type());
      MethodHandle lent = MethodHandles.guardWithTest(alive(erased.type()), erased, nobody);
      guarded = new Guarded(erased, lent, nobody, new CallbackStubs(descriptor, nobody));
      made = guarded;
    }
    return guarded;
  }

  /** {@code (F, native parameters) native result}. */
  private MethodHandle crossing() {
    MethodHandle target = method;
    for (int i = 0; i < parameters.size(); i++) {
      target = parameters.get(i).ontoParameter(target, i + 1);
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
  private record Retention(Class<?> type, Object meaning, Object callback) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Retention that
          && type == that.type
          && callback == that.callback
          && Objects.equals(meaning, that.meaning);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(callback);
    }
  }

  /**
   * A functional interface whose method has neither structures nor anything else that only the
   * types of C explain.
   */
  static Callback of(Class<?> type, Binding binding, String what) {
    return of(type, ContractMethods.single(type, what), binding, new Types(null), what);
  }

  /**
   * What is known of the types of a callback.
   *
   * @param c the function's type, if that is known
   * @param values what makes the values that need it; null if there are none
   */
  public record Types(Optional<FunctionType> c, CallbackTypes values) {
    private Types(CallbackTypes none) {
      this(Optional.empty(), none);
    }

    private Optional<CType> parameter(int i) {
      return c.filter(function -> i < function.parameters().size())
          .map(function -> function.parameters().get(i).type());
    }

    private Object meaning() {
      return values == null ? null : c;
    }
  }

  /**
   * A method that C calls.
   *
   * @param type the interface that has it
   * @param binding who may see the interface, and what the contract's methods share
   * @param what names in messages what the interface is wanted for
   * @throws BindingException if a type can't cross, or the interface is something else
   */
  public static Callback of(
      Class<?> type, Method method, Binding binding, Types types, String what) {
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
    List<CallbackValue> values = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      values.add(parameter(parameters[i], types, i, binding, place + ", parameter " + (i + 1)));
    }
    Optional<CallbackValue> result =
        method.getReturnType() == void.class
            ? Optional.empty()
            : Optional.of(result(method, types, binding, place));
    checkPlaces(values, result, place);
    MethodHandle generic =
        target.asType(target.type().changeParameterType(0, type)); // Of an interface it extends.
    return new Callback(type, generic, values, result, types.meaning());
  }

  private static void checkPlaces(
      List<CallbackValue> values, Optional<CallbackValue> result, String place) {
    List<MemoryLayout> layouts = values.stream().map(CallbackValue::layout).toList();
    ArgumentPlaces.of(result.map(CallbackValue::layout), layouts)
        .refusal(layouts, false)
        .ifPresent(refusal -> {
          throw new BindingException(
              place + ", parameter " + (refusal.argument() + 1) + " " + refusal.reason());
        });
  }

  private static CallbackValue parameter(
      Parameter parameter, Types types, int index, Binding binding, String place) {
    Class<?> java = parameter.getType();
    if (parameter.isAnnotationPresent(LengthOf.class)) {
      throw new BindingException(
          place
              + ": @LengthOf is of what Java passes, and C passes this; take the memory as a"
              + " MemorySegment, and say its length by reinterpret");
    }
    return CallbackTypes.needed(java)
        ? types.values().fromC(java, parameter, types.parameter(index), place)
        : CallbackValue.of(Crossing.fromC(java, parameter, binding, place));
  }

  private static CallbackValue result(Method method, Types types, Binding binding, String place) {
    Class<?> java = method.getReturnType();
    return CallbackTypes.needed(java)
        ? types.values().toC(java, method, types.c().map(FunctionType::result), place)
        : CallbackValue.of(result(method, binding, place));
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
  private MethodHandle guarded(MethodHandle target) {
    MethodHandle withSink = MethodHandles.dropArguments(target, 1, Consumer.class);
    MethodHandle nothing = nothing();
    MethodHandle report =
        MethodHandles.dropArguments(
            find("report", methodType(void.class, Throwable.class, Consumer.class)),
            1,
            target.type().parameterType(0));
    MethodHandle handler = MethodHandles.collectArguments(nothing, 0, report);
    return MethodHandles.catchException(withSink, Throwable.class, handler);
  }

  /** 0, NULL, or a structure of zeros. */
  private MethodHandle nothing() {
    Optional<MemoryLayout> layout = descriptor.returnLayout();
    if (layout.isEmpty()) {
      return MethodHandles.zero(void.class);
    }
    if (layout.get() instanceof ValueLayout value && value.carrier() != MemorySegment.class) {
      return MethodHandles.zero(value.carrier());
    }
    return MethodHandles.constant(
        MemorySegment.class,
        layout.get() instanceof GroupLayout structure
            ? Arena.ofAuto().allocate(structure)
            : MemorySegment.NULL);
  }

  private static MethodHandle erased(MethodHandle guarded) {
    return guarded.asType(
        guarded.type().changeParameterType(0, Object.class).changeParameterType(1, Object.class));
  }

  /** What C gets that calls when the call is over for which it was given the function pointer. */
  private MethodHandle nobody(MethodType type) {
    return MethodHandles.foldArguments(
        MethodHandles.dropArguments(nothing(), 0, type.parameterList()),
        find("late", methodType(void.class)));
  }

  /** {@code (Object callback, Object loan) boolean}, with the parameters of a type. */
  private static MethodHandle alive(MethodType type) {
    MethodHandle alive =
        MethodHandles.dropArguments(
            find("isAlive", methodType(boolean.class, Object.class)), 0, Object.class);
    return MethodHandles.dropArguments(
        alive, 2, type.parameterList().subList(2, type.parameterCount()));
  }

  static boolean isAlive(Object loan) {
    return ((Loan) loan).isAlive();
  }

  static void late() {
    uncaught(
        new IllegalStateException(
            "C has called a function pointer after the call that it was given for, or after the end"
                + " of the memory that it was written to; @Retained keeps one for ever"));
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
  public MethodHandle duringCall() {
    return find("stub", methodType(MemorySegment.class, Callback.class, Object.class, Object.class))
        .bindTo(this)
        .asType(methodType(MemorySegment.class, Object.class, type));
  }

  /** A function that calls an object until the frame closes. */
  public MemorySegment duringCall(Object frame, Object object) {
    return stub(this, frame, object);
  }

  /** The function's type, as C calls it. */
  public FunctionDescriptor descriptor() {
    return descriptor;
  }

  static MemorySegment stub(Callback callback, Object frame, Object object) {
    if (object == null) {
      return MemorySegment.NULL;
    }
    MemorySegment own = callback.own(object);
    if (own != null) {
      return own;
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
    MemorySegment own = own(object);
    MemorySegment function =
        own != null
            ? own
            : RETAINED.computeIfAbsent(new Retention(type, meaning, object), _ -> lasting(object));
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

  @Override
  protected MemorySegment own(Object object) {
    return FunctionPointers.of(object, descriptor).orElse(null);
  }

  /** A function pointer of its own. */
  @Override
  public Lent make() {
    CallbackSlot slot = new CallbackSlot(new CallbackSlot.Use(guarded().nobody(), null, null));
    MethodHandle dispatcher = CallbackSlot.dispatcher(guarded().nobody().type());
    MemorySegment function = Downcalls.stub(dispatcher.bindTo(slot), descriptor, Arena.global());
    return new LentFunction(this, function, slot);
  }

  /** What {@link #make} makes. */
  private record LentFunction(Callback callback, MemorySegment pointer, CallbackSlot slot)
      implements Lent {
    @Override
    public void begin(Object object, Object prepared, Loan loan) {
      slot.begin(new CallbackSlot.Use(callback.guarded().lent(), object, loan));
    }

    @Override
    public void end() {
      slot.end();
    }
  }

  private static void uncaught(Throwable thrown) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
  }
}
