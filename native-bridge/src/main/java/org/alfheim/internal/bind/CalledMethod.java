package org.alfheim.internal.bind;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Critical;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.Variadic;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.CallbackTypes;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.internal.bind.marshal.LengthGuard;
import org.alfheim.internal.bind.marshal.OutParameter;
import org.alfheim.internal.bind.marshal.Passage;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.struct.FunctionPassing;
import org.alfheim.internal.bind.struct.StructurePassing;
import org.alfheim.internal.bind.struct.Structures;
import org.alfheim.internal.bind.struct.WideValues;
import org.alfheim.internal.bind.struct.WordPassing;
import org.alfheim.internal.bind.text.BoundFunction;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.KnownType;

/**
 * A method that calls a function.
 *
 * @param method the method
 * @param passages how its parameters reach C
 * @param outcome what becomes of what C returns
 * @param guards what is checked before a call
 * @param fixed how many parameters come before those that stand for {@code ...}; -1 if none does
 * @param binding what the contract's methods share
 */
record CalledMethod(
    Method method,
    List<Passage> passages,
    CallOutcome outcome,
    List<LengthGuard> guards,
    int fixed,
    Binding binding)
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
        CallOutcome.of(method, binding),
        LengthGuard.of(method),
        fixedParameters(method),
        binding);
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
  public void check(Target target, Structures structures) {
    checkKind(method, target);
    if (structured()) {
      passed(known(target), structures);
    }
  }

  private static void checkKind(Method method, Target target) {
    if (target.kind() != SymbolKind.FUNCTION) {
      BoundFunction.check(
          target,
          "annotate " + ContractMethods.describe(method) + " with @Global to read or write it");
    }
  }

  private boolean returnsStructure() {
    return outcome.out().isEmpty() && CallbackTypes.needed(method.getReturnType());
  }

  private boolean structured() {
    return returnsStructure()
        || method.getReturnType() == BigInteger.class
        || List.of(method.getParameterTypes()).contains(BigInteger.class)
        || passages.stream()
            .anyMatch(passage ->
                passage instanceof Passage.Structured || passage instanceof Passage.CalledBack);
  }

  /** What is passed and returned, now that the function's type is asked. */
  private CallLink passed(Optional<FunctionType> known, Structures structures) {
    return passed(known, structures, fixed < 0, true);
  }

  /**
   * The same.
   *
   * @param rearranged whether the downcall's arguments may stand in another order than C's, which
   *     spares structures the way through memory
   * @param placed whether it is known where the function lies
   */
  private CallLink passed(
      Optional<FunctionType> known, Structures structures, boolean rearranged, boolean placed) {
    List<Passage> parameters = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      parameters.add(passed(i, parameter(known, i), structures));
    }
    Class<?> java = method.getReturnType();
    Optional<CType> returned = known.map(FunctionType::result);
    Optional<StructurePassing.Result> wide = WideValues.result(java, returned);
    Optional<StructurePassing.Result> structure =
        returnsStructure()
            ? Optional.of(result(java, WideValues.parts(java, returned), structures))
            : wide;
    List<Passage> settled =
        WordPassing.settled(
            parameters, outcome.out(), structure.map(StructurePassing.Result::layout), !rearranged);
    boolean relayed = placed && !method.isAnnotationPresent(Critical.class);
    return new CallLink(
        method,
        settled,
        structure.map(result ->
            relayed && rearranged
                ? WordPassing.settled(result, settled, outcome.out())
                : result.withoutPair()),
        wide.isPresent()
            ? outcome.ofStructure()
            : relayed ? outcome.told(() -> WordPassing.left(settled, outcome.out())) : outcome,
        fixed);
  }

  private Passage passed(int i, Optional<CType> c, Structures structures) {
    Passage passage = passages.get(i);
    if (passage instanceof Passage.Structured(Parameter parameter, String what)) {
      Optional<CType> type = WideValues.parts(parameter.getType(), c);
      return StructurePassing.parameter(parameter, type, structures, what);
    }
    Class<?> java = method.getParameterTypes()[i];
    if (java == BigInteger.class) {
      return WideValues.parameter(java, c, ContractMethods.describe(method, i)).orElse(passage);
    }
    if (passage instanceof Passage.Direct(Crossing crossing)
        && c.map(CType::resolved).orElse(null) instanceof IntegerType integer) {
      return new Passage.Direct(crossing.extended(integer.signed()));
    }
    return passage instanceof Passage.CalledBack callback
        ? FunctionPassing.parameter(callback, c, structures)
        : passage;
  }

  private StructurePassing.Result result(Class<?> java, Optional<CType> c, Structures structures) {
    String what = ContractMethods.describe(method) + ", result";
    return Passage.Structured.is(java)
        ? StructurePassing.result(java, c, structures, what)
        : FunctionPassing.result(java, c, structures, what);
  }

  /**
   * Lays the method over the function that a pointer leads to, which is the last argument.
   *
   * @param place {@code (MemorySegment) MemorySegment}: where it lies
   */
  BoundMethod bindPointed(Target target, Structures structures, MethodHandle place) {
    return passed(known(target), structures, false, false).bindPointed(place, guards);
  }

  /**
   * Lays a method over its function of which it is known that it fits, so how it is called is seen
   * to when it is called first.
   *
   * @param whole makes what a method invokes that is bound
   */
  static BoundMethod bindLater(
      Method method,
      Target target,
      Binding binding,
      Structures structures,
      Function<BoundMethod, MethodHandle> whole) {
    checkKind(method, target);
    MemorySegment place = target.segment();
    Optional<FunctionType> known = known(target);
    return BoundMethod.plain(
        method,
        BoundMethod.type(method),
        () -> {
          CalledMethod called = of(method, binding);
          return whole.apply(called.passed(known, structures).bind(place, called.guards));
        });
  }

  @Override
  public BoundMethod bind(Target target, Structures structures) {
    checkKind(method, target);
    return passed(known(target), structures).bind(target.segment(), guards);
  }

  private static Optional<FunctionType> known(Target target) {
    return target
        .knownType()
        .map(KnownType::type)
        .filter(FunctionType.class::isInstance)
        .map(FunctionType.class::cast);
  }

  /** The type of a parameter; C has the out-parameters besides those of the method. */
  private Optional<CType> parameter(Optional<FunctionType> known, int position) {
    int index = position + OutParameter.before(position, outcome.out());
    return known
        .filter(function -> index < function.parameters().size())
        .map(function -> function.parameters().get(index).type());
  }
}
