package org.alfheim.bind;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.process.Downcalls;

/**
 * A method of a contract, laid over its symbol.
 *
 * @param method the method
 * @param handle what it invokes: its own parameters, save that a framed one is a MemorySegment
 * @param framed for each parameter, how it gets its memory, if it needs some
 */
record BoundMethod(Method method, MethodHandle handle, List<Optional<Passage.Framed>> framed) {

  /** The method's own type. */
  MethodType type() {
    return type(method);
  }

  private static MethodType type(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
  }

  /** Whether the method needs a {@link Frame} for its call. */
  boolean needsFrame() {
    return framed.stream().anyMatch(Optional::isPresent);
  }

  /** Whether a callback can throw during the call. */
  boolean callsBack() {
    return framed.stream().flatMap(Optional::stream).anyMatch(Passage.Framed::callback);
  }

  /**
   * Lays a method over a symbol.
   *
   * @param lookup who may see the types of the method
   */
  static BoundMethod of(Method method, Target target, MethodHandles.Lookup lookup) {
    return method.isAnnotationPresent(Global.class)
        ? variable(method, target)
        : function(method, target, lookup);
  }

  private static BoundMethod function(Method method, Target target, MethodHandles.Lookup lookup) {
    String what = ContractMethods.describe(method);
    NativeFunction.check(target, "annotate " + what + " with @Global to read or write it");
    boolean critical = method.isAnnotationPresent(Critical.class);
    Parameter[] parameters = method.getParameters();
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      passages.add(
          Passage.of(parameters[i], critical, lookup, ContractMethods.describe(method, i)));
    }
    Optional<Crossing> result =
        method.getReturnType() == void.class
            ? Optional.empty()
            : Optional.of(Crossing.fromC(method.getReturnType(), method, what + ", result"));
    MemoryLayout[] layouts = passages.stream().map(Passage::layout).toArray(MemoryLayout[]::new);
    FunctionDescriptor descriptor =
        result
            .map(crossing -> FunctionDescriptor.of(crossing.layout(), layouts))
            .orElseGet(() -> FunctionDescriptor.ofVoid(layouts));
    Downcalls.Shape shape = new Downcalls.Shape(descriptor, fixedParameters(method), critical);
    MethodHandle handle = Downcalls.handle(target.segment(), shape);
    List<Optional<Passage.Framed>> framed = new ArrayList<>();
    MethodType type = type(method);
    for (int i = 0; i < parameters.length; i++) {
      switch (passages.get(i)) {
        case Passage.Direct direct -> {
          handle = direct.crossing().intoParameter(handle, i);
          framed.add(Optional.empty());
        }
        case Passage.Framed memory -> {
          type = type.changeParameterType(i, MemorySegment.class);
          framed.add(Optional.of(memory));
        }
      }
    }
    if (result.isPresent()) {
      handle = result.get().ontoResult(handle);
    }
    return new BoundMethod(method, MethodHandles.explicitCastArguments(handle, type), framed);
  }

  /** How many parameters come before those that stand for {@code ...}; -1 if none does. */
  private static int fixedParameters(Method method) {
    Parameter[] parameters = method.getParameters();
    int first = -1;
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].isAnnotationPresent(Variadic.class)) {
        first = first < 0 ? i : first;
      }
      Class<?> type = parameters[i].getType();
      if (first >= 0
          && type.isPrimitive()
          && type != int.class
          && type != long.class
          && type != double.class) {
        throw new BindingException(
            ContractMethods.describe(method, i)
                + ": C passes no "
                + type
                + " for '...'; use "
                + (type == float.class ? "double" : "int"));
      }
    }
    return first;
  }

  private static BoundMethod variable(Method method, Target target) {
    String what = ContractMethods.describe(method);
    boolean getter = method.getParameterCount() == 0 && method.getReturnType() != void.class;
    boolean setter = method.getParameterCount() == 1 && method.getReturnType() == void.class;
    if (!getter && !setter) {
      throw new BindingException(
          what
              + ": a @Global method reads (no parameter, a result) or writes (one parameter, no"
              + " result)");
    }
    MethodHandle handle = getter ? getter(method, target, what) : setter(method, target, what);
    return new BoundMethod(
        method,
        MethodHandles.explicitCastArguments(handle, type(method)),
        getter ? List.of() : List.of(Optional.empty()));
  }

  private static MethodHandle getter(Method method, Target target, String what) {
    Crossing crossing = Crossing.fromC(method.getReturnType(), method, what + ", result");
    return crossing.ontoResult(access(target, crossing.layout(), VarHandle.AccessMode.GET, what));
  }

  private static MethodHandle setter(Method method, Target target, String what) {
    Parameter parameter = method.getParameters()[0];
    String place = ContractMethods.describe(method, 0);
    if (parameter.getType() == String.class) {
      throw new BindingException(
          place
              + ": a String can't be stored in a variable, which would own its memory; use a"
              + " MemorySegment");
    }
    Crossing crossing =
        Crossing.toC(parameter.getType(), parameter, place)
            .orElseThrow(() -> Crossing.noCounterpart(parameter.getType(), place));
    if (!target.writable()) {
      throw new ReadOnlyException(what + ": " + NativeVariable.readOnly(target));
    }
    return crossing.intoParameter(
        access(target, crossing.layout(), VarHandle.AccessMode.SET, what), 0);
  }

  /**
   * A handle that reads or writes the variable where it lies; a thread-local one is located at each
   * access.
   */
  private static MethodHandle access(
      Target target, ValueLayout layout, VarHandle.AccessMode mode, String what) {
    long size = layout.byteSize();
    NativeVariable.check(target, size, what + ": " + spelling(layout));
    MethodHandle access = layout.withByteAlignment(1).varHandle().toMethodHandle(mode);
    MethodHandle atPlace = MethodHandles.insertArguments(access, 1, 0L);
    return target.kind() == SymbolKind.TLS
        ? MethodHandles.collectArguments(
            atPlace, 0, MethodHandles.insertArguments(Conversions.PLACE, 0, target, size))
        : atPlace.bindTo(Conversions.place(target, size));
  }

  private static String spelling(ValueLayout layout) {
    return layout instanceof AddressLayout ? "a pointer" : layout.carrier().getSimpleName();
  }
}
