package org.alfheim.internal.bind;

import java.lang.foreign.FunctionDescriptor;
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
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Critical;
import org.alfheim.bind.Variadic;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.internal.bind.marshal.LengthGuard;
import org.alfheim.internal.bind.marshal.Passage;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.marshal.VariadicCall;
import org.alfheim.internal.bind.text.BoundFunction;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * A method that calls a function.
 *
 * @param method the method
 * @param passages how its parameters reach C
 * @param outcome what becomes of what C returns
 * @param guards what is checked before a call
 * @param fixed how many parameters come before those that stand for {@code ...}; -1 if none does
 */
record CalledMethod(
    Method method, List<Passage> passages, Outcome outcome, List<LengthGuard> guards, int fixed)
    implements MethodTypes {

  static CalledMethod of(Method method, Binding binding) {
    Handles.check(method);
    boolean critical = method.isAnnotationPresent(Critical.class);
    Parameter[] parameters = method.getParameters();
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      passages.add(
          Passage.of(parameters[i], critical, binding, ContractMethods.describe(method, i)));
    }
    return new CalledMethod(
        method,
        passages,
        Outcome.of(method, binding),
        LengthGuard.of(method),
        fixedParameters(method));
  }

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

  @Override
  public void check(Target target) {
    BoundFunction.check(
        target,
        "annotate " + ContractMethods.describe(method) + " with @Global to read or write it");
  }

  @Override
  public BoundMethod bind(Target target) {
    MemorySegment place = target.segment();
    return new BoundMethod(method, () -> link(place), linked(), framed(), guards, inFrame());
  }

  private boolean inFrame() {
    return outcome.out().isPresent() || hasRest();
  }

  private boolean hasRest() {
    return !passages.isEmpty() && passages.getLast() instanceof Passage.Rest;
  }

  private List<Optional<Passage.Framed>> framed() {
    return passages.stream()
        .map(passage ->
            passage instanceof Passage.Framed memory
                ? Optional.of(memory)
                : Optional.<Passage.Framed>empty())
        .toList();
  }

  /** The type of what {@link #link} makes. */
  private MethodType linked() {
    MethodType type = BoundMethod.type(method);
    for (int i = 0; i < passages.size(); i++) {
      if (passages.get(i) instanceof Passage.Framed) {
        type = type.changeParameterType(i, MemorySegment.class);
      }
    }
    return inFrame() ? type.insertParameterTypes(0, Object.class) : type;
  }

  private MethodHandle link(MemorySegment place) {
    if (!hasRest()) {
      return MethodHandles.explicitCastArguments(link(place, passages), linked());
    }
    String what = ContractMethods.describe(method, passages.size() - 1);
    List<Passage> before = passages.subList(0, passages.size() - 1);
    VariadicCall call = new VariadicCall(what, more -> spread(place, before, more));
    return call.handle().asCollector(1, Object[].class, before.size()).asType(linked());
  }

  /** {@code (Object[] arguments) Object}. */
  private MethodHandle spread(MemorySegment place, List<Passage> before, List<ValueLayout> more) {
    List<Passage> all = new ArrayList<>(before);
    MethodType type = linked().dropParameterTypes(0, 1);
    type = type.dropParameterTypes(before.size(), before.size() + 1);
    for (ValueLayout layout : more) {
      all.add(new Passage.Direct(new Crossing(layout, Optional.empty())));
      type = type.appendParameterTypes(layout.carrier());
    }
    return MethodHandles.explicitCastArguments(link(place, all), type)
        .asSpreader(Object[].class, all.size())
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  private MethodHandle link(MemorySegment place, List<Passage> all) {
    boolean critical = method.isAnnotationPresent(Critical.class);
    Downcalls.Shape shape =
        new Downcalls.Shape(descriptor(all), fixed, critical, outcome.errno().isPresent());
    MethodHandle handle = withLast(Downcalls.handle(place, shape));
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Passage.Direct direct) {
        handle = direct.crossing().intoParameter(handle, position(i));
      }
    }
    return outcome.onto(handle);
  }

  private FunctionDescriptor descriptor(List<Passage> all) {
    List<MemoryLayout> layouts = new ArrayList<>(all.stream().map(Passage::layout).toList());
    outcome.out().ifPresent(out -> layouts.add(out, ValueLayout.ADDRESS));
    MemoryLayout[] parameters = layouts.toArray(MemoryLayout[]::new);
    return outcome
        .layout()
        .map(layout -> FunctionDescriptor.of(layout, parameters))
        .orElseGet(() -> FunctionDescriptor.ofVoid(parameters));
  }

  /** Where the downcall has a parameter of the method. */
  private int position(int parameter) {
    int state = outcome.errno().isPresent() ? 1 : 0;
    boolean behind = outcome.out().isPresent() && parameter >= outcome.out().getAsInt();
    return state + parameter + (behind ? 1 : 0);
  }

  /**
   * What can't be taken back is done when nothing else can fail: filters run from the outside in.
   */
  private MethodHandle withLast(MethodHandle downcall) {
    MethodHandle handle = downcall;
    for (int i = 0; i < passages.size(); i++) {
      if (passages.get(i) instanceof Passage.Last last) {
        handle = last.crossing().intoParameter(handle, position(i));
      }
    }
    return handle;
  }
}
