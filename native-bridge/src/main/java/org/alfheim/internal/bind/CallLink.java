package org.alfheim.internal.bind;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Critical;
import org.alfheim.internal.bind.abi.ArgumentPlaces;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.LengthGuard;
import org.alfheim.internal.bind.marshal.OutParameter;
import org.alfheim.internal.bind.marshal.Passage;
import org.alfheim.internal.bind.marshal.VariadicCall;
import org.alfheim.internal.bind.struct.StructurePassing;
import org.alfheim.internal.bind.struct.WideValues;
import org.alfheim.internal.bind.struct.WordPassing;
import org.alfheim.internal.bind.struct.WordResult;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * How a method calls its function, all types being known. What is invoked is made when the method
 * is called first.
 *
 * @param method the method
 * @param parameters how its parameters reach C
 * @param structure how a structure comes back, if that is the result
 * @param outcome what becomes of what C returns
 * @param fixed how many parameters come before those that stand for {@code ...}; -1 if none does
 */
record CallLink(
    Method method,
    List<Passage> parameters,
    Optional<StructurePassing.Result> structure,
    CallOutcome outcome,
    int fixed) {

  CallLink {
    for (Passage passage : parameters) {
      if (passage instanceof Passage.Structured || passage instanceof Passage.CalledBack) {
        throw new IllegalStateException(passage + " is passed in no way");
      }
    }
    checkPlaces(method, parameters, structure, outcome, fixed);
    if (room(structure) > 0 && hasRest(parameters)) {
      throw new BindingException(
          ContractMethods.describe(method)
              + ": a function that returns a structure by value takes no Object... here; give each"
              + " @Variadic parameter its type");
    }
  }

  private static void checkPlaces(
      Method method,
      List<Passage> parameters,
      Optional<StructurePassing.Result> structure,
      CallOutcome outcome,
      int fixed) {
    List<MemoryLayout> layouts = ofC(parameters, outcome);
    if (layouts.stream().noneMatch(GroupLayout.class::isInstance)) {
      return; // Only what has several parts can lie elsewhere.
    }
    String what = ContractMethods.describe(method);
    ArgumentPlaces places =
        ArgumentPlaces.of(structure.map(StructurePassing.Result::layout), layouts);
    WideValues.check(places, layouts, what);
    checkPlaces(places, layouts, fixed < 0, what);
  }

  private static void checkPlaces(
      ArgumentPlaces places, List<MemoryLayout> layouts, boolean padding, String what) {
    places
        .refusal(layouts, padding)
        .ifPresent(refusal -> {
          throw new BindingException(
              what + ", parameter " + (refusal.argument() + 1) + " of C's " + refusal.reason());
        });
  }

  /**
   * Lays the method over its function.
   *
   * @param place where the function lies
   * @param guards what is checked before a call
   */
  BoundMethod bind(MemorySegment place, List<LengthGuard> guards) {
    return new BoundMethod(
        method, () -> link(new Known(place)), Optional.of(linked()), framed(), guards, inFrame());
  }

  /**
   * Lays the method over what a pointer leads to, which is the last argument.
   *
   * @param function {@code (MemorySegment pointer) MemorySegment}: where the function lies
   * @param guards what is checked before a call
   */
  BoundMethod bindPointed(MethodHandle function, List<LengthGuard> guards) {
    checkPlaces(
        ArgumentPlaces.of(structure.map(StructurePassing.Result::layout), ofC(parameters, outcome)),
        ofC(parameters, outcome),
        false,
        ContractMethods.describe(method));
    MethodType type = linked().appendParameterTypes(MemorySegment.class);
    return new BoundMethod(
        method,
        () ->
            hasRest(parameters)
                ? withRest(new Pointed(function)).asType(type)
                : MethodHandles.explicitCastArguments(
                    link(new Pointed(function), parameters), type),
        Optional.of(type),
        framed(),
        guards,
        inFrame());
  }

  /** What is called. */
  private sealed interface Callee {}

  /** A function that lies where it lies. */
  private record Known(MemorySegment place) implements Callee {}

  /** The function that the last argument leads to. */
  private record Pointed(MethodHandle function) implements Callee {}

  private static MethodHandle downcall(Callee callee, Downcalls.Shape shape) {
    if (callee instanceof Known known) {
      return Downcalls.handle(known.place(), shape);
    }
    MethodHandle linked = Downcalls.handle(shape);
    int last = linked.type().parameterCount() - 1;
    int[] order = new int[last + 1];
    order[0] = last;
    for (int i = 1; i <= last; i++) {
      order[i] = i - 1;
    }
    MethodType type =
        linked.type().dropParameterTypes(0, 1).appendParameterTypes(MemorySegment.class);
    return MethodHandles.filterArguments(
        MethodHandles.permuteArguments(linked, type, order), last, ((Pointed) callee).function());
  }

  /** A structure that is returned needs room before all parameters: the frame gives it. */
  private static int room(Optional<StructurePassing.Result> structure) {
    return structure.filter(StructurePassing.Result::byValue).isPresent() ? 1 : 0;
  }

  private static boolean hasRest(List<Passage> parameters) {
    return !parameters.isEmpty() && parameters.getLast() instanceof Passage.Rest;
  }

  private boolean inFrame() {
    return room(structure) > 0 || !outcome.out().isEmpty() || hasRest(parameters);
  }

  private List<Optional<Passage.Framed>> framed() {
    List<Optional<Passage.Framed>> framed = new ArrayList<>();
    for (Passage passage : parameters) {
      framed.add(passage instanceof Passage.Framed memory ? Optional.of(memory) : Optional.empty());
    }
    return framed;
  }

  /** The type of what {@link #link} makes. */
  private MethodType linked() {
    MethodType type = BoundMethod.type(method);
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i) instanceof Passage.Framed) {
        type = type.changeParameterType(i, MemorySegment.class);
      }
    }
    return inFrame() ? type.insertParameterTypes(0, Object.class) : type;
  }

  private MethodHandle link(Known place) {
    return hasRest(parameters)
        ? withRest(place).asType(linked())
        : MethodHandles.explicitCastArguments(link(place, parameters), linked());
  }

  /** Links each list of types that comes for {@code ...}; a pointer is the last argument. */
  private MethodHandle withRest(Callee callee) {
    List<Passage> before = parameters.subList(0, parameters.size() - 1);
    boolean pointed = callee instanceof Pointed;
    VariadicCall call =
        new VariadicCall(
            ContractMethods.describe(method, before.size()), more -> spread(callee, before, more));
    int fixed = before.size() + (pointed ? 1 : 0);
    MethodHandle handle = call.handle().asCollector(1, Object[].class, fixed);
    return pointed ? moved(handle, fixed, fixed + 1) : handle;
  }

  /** {@code (Object[] arguments) Object}; a pointer stands before those for {@code ...}. */
  private MethodHandle spread(Callee callee, List<Passage> before, List<ValueLayout> more) {
    List<Passage> all = new ArrayList<>(before);
    MethodType type = linked().dropParameterTypes(0, 1);
    type = type.dropParameterTypes(before.size(), before.size() + 1);
    for (ValueLayout layout : more) {
      all.add(new Passage.Direct(new Crossing(layout, Optional.empty())));
      type = type.appendParameterTypes(layout.carrier());
    }
    MethodHandle handle = link(callee, all);
    if (callee instanceof Pointed) {
      handle = moved(handle, all.size(), before.size());
      type = type.insertParameterTypes(before.size(), MemorySegment.class);
    }
    return MethodHandles.explicitCastArguments(handle, type)
        .asSpreader(Object[].class, type.parameterCount())
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  /** The same with a parameter at another place. */
  private static MethodHandle moved(MethodHandle handle, int from, int to) {
    MethodType type = handle.type();
    int[] order = new int[type.parameterCount()];
    for (int i = 0; i < order.length; i++) {
      boolean between = from < to ? i > from && i <= to : i >= to && i < from;
      order[i] = i == from ? to : between ? i + Integer.signum(from - to) : i;
    }
    MethodType moved =
        type.dropParameterTypes(from, from + 1).insertParameterTypes(to, type.parameterType(from));
    return MethodHandles.permuteArguments(handle, moved, order);
  }

  private MethodHandle link(Callee callee, List<Passage> all) {
    int room = room(structure);
    MethodHandle handle = withLast(downcall(callee, all), all, room);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Passage.Direct direct) {
        handle = direct.crossing().intoParameter(handle, room + position(all, i));
      }
    }
    for (int i = all.size() - 1; i >= 0; i--) { // Those on the left stay where they are.
      if (all.get(i) instanceof Passage.Words words) {
        handle = words.gathered(handle, room + position(all, i));
      }
    }
    if (structure.isPresent() && structure.get().pair().isEmpty()) {
      handle = MethodHandles.filterReturnValue(handle, structure.get().filter());
    }
    return outcome.onto(handle);
  }

  /** The parameters of C's, and its out-parameters among them. */
  private static List<MemoryLayout> ofC(List<Passage> all, CallOutcome outcome) {
    List<MemoryLayout> layouts = new ArrayList<>();
    for (Passage passage : all) {
      if (!(passage instanceof Passage.Rest)) {
        layouts.add(passage.layout());
      }
    }
    outcome.out().stream().sorted().forEach(out -> layouts.add(out, ValueLayout.ADDRESS));
    return layouts;
  }

  private MethodHandle downcall(Callee callee, List<Passage> all) {
    Optional<WordResult> pair = structure.flatMap(StructurePassing.Result::pair);
    if (pair.isPresent() && callee instanceof Known known) {
      return WordPassing.paired(known.place(), descriptor(all), pair.get());
    }
    boolean critical = method.isAnnotationPresent(Critical.class);
    if (outcome.told().isPresent() && callee instanceof Known known) {
      return WordPassing.told(
          known.place(),
          descriptor(all),
          descriptor -> outcome.told().get().handle(descriptor, fixed(all)),
          outcome.ofTold());
    }
    return WordPassing.downcall(
        descriptor(all),
        inOrder(all, CallLink::stacked, false),
        descriptor ->
            downcall(
                callee, new Downcalls.Shape(descriptor, fixed(all), critical, outcome.captured())));
  }

  /** How many of the downcall's come before those for {@code ...}: a structure may be two. */
  private int fixed(List<Passage> all) {
    int count = fixed < 0 ? -1 : 0;
    for (int i = 0; i < fixed; i++) {
      count += layouts(all.get(i)).size();
    }
    return count;
  }

  private FunctionDescriptor descriptor(List<Passage> all) {
    MemoryLayout[] types =
        inOrder(all, CallLink::layouts, ValueLayout.ADDRESS).toArray(MemoryLayout[]::new);
    return structure
        .map(StructurePassing.Result::layout)
        .or(outcome::layout)
        .map(layout -> FunctionDescriptor.of(layout, types))
        .orElseGet(() -> FunctionDescriptor.ofVoid(types));
  }

  /** Something of each argument in the order of C, which has the out-parameters besides. */
  private <T> List<T> inOrder(
      List<Passage> all, Function<Passage, List<? extends T>> ofPassage, T ofOut) {
    List<T> ordered = new ArrayList<>();
    for (int i = 0, other = 0; i < all.size() + outcome.out().size(); i++) {
      if (outcome.out().contains(i)) {
        ordered.add(ofOut);
      } else {
        ordered.addAll(ofPassage.apply(all.get(other++)));
      }
    }
    return ordered;
  }

  private static List<Boolean> stacked(Passage passage) {
    return passage instanceof Passage.Words words
        ? Collections.nCopies(words.words().size(), words.stacked())
        : List.of(false);
  }

  /** What the downcall has for a parameter. */
  private static List<? extends MemoryLayout> layouts(Passage passage) {
    return passage instanceof Passage.Words words ? words.words() : List.of(passage.layout());
  }

  /** Where the downcall has a parameter of the method, or the first word of it. */
  private int position(List<Passage> all, int parameter) {
    int position = outcome.captured() ? 1 : 0;
    for (Passage before : all.subList(0, parameter)) {
      position += layouts(before).size();
    }
    return position + OutParameter.before(parameter, outcome.out());
  }

  /**
   * What can't be taken back is done when nothing else can fail: filters run from the outside in.
   *
   * @param room how many parameters the handle has before those of the function
   */
  private MethodHandle withLast(MethodHandle downcall, List<Passage> all, int room) {
    MethodHandle handle = downcall;
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i) instanceof Passage.Last last) {
        handle = last.crossing().intoParameter(handle, room + position(all, i));
      }
    }
    return handle;
  }
}
