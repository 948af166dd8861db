package org.alfheim.internal.bind;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Critical;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.Variadic;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.internal.bind.marshal.LengthGuard;
import org.alfheim.internal.bind.marshal.Passage;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.struct.StructurePassing;
import org.alfheim.internal.bind.struct.Structures;
import org.alfheim.internal.bind.text.BoundFunction;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.KnownType;

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
    Method method, List<Passage> passages, CallOutcome outcome, List<LengthGuard> guards, int fixed)
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
  public void check(Target target, Structures structures) {
    checkKind(target);
    if (structured()) {
      passed(target, structures);
    }
  }

  private void checkKind(Target target) {
    if (target.kind() != SymbolKind.FUNCTION) {
      BoundFunction.check(
          target,
          "annotate " + ContractMethods.describe(method) + " with @Global to read or write it");
    }
  }

  private boolean structured() {
    return Passage.Structured.is(method.getReturnType())
        || passages.stream().anyMatch(Passage.Structured.class::isInstance);
  }

  /** What is passed and returned, now that the function's type is asked. */
  private CallLink passed(Target target, Structures structures) {
    Optional<FunctionType> known = target.knownType().flatMap(CalledMethod::function);
    List<Passage> parameters = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      parameters.add(
          passages.get(i) instanceof Passage.Structured(Parameter parameter, String what)
              ? StructurePassing.parameter(parameter, parameter(known, i), structures, what)
              : passages.get(i));
    }
    Class<?> java = method.getReturnType();
    Optional<StructurePassing.Result> structure =
        Passage.Structured.is(java)
            ? Optional.of(
                StructurePassing.result(
                    java,
                    known.map(FunctionType::result),
                    structures,
                    ContractMethods.describe(method) + ", result"))
            : Optional.empty();
    return new CallLink(method, parameters, structure, outcome, fixed);
  }

  @Override
  public BoundMethod bind(Target target, Structures structures) {
    checkKind(target);
    return passed(target, structures).bind(target.segment(), guards);
  }

  private static Optional<FunctionType> function(KnownType known) {
    return known.type() instanceof FunctionType function ? Optional.of(function) : Optional.empty();
  }

  /** The type of a parameter; C has the out-parameter besides those of the method. */
  private Optional<CType> parameter(Optional<FunctionType> known, int position) {
    boolean behind = outcome.out().isPresent() && position >= outcome.out().getAsInt();
    int index = behind ? position + 1 : position;
    return known
        .filter(function -> index < function.parameters().size())
        .map(function -> function.parameters().get(index).type());
  }
}
