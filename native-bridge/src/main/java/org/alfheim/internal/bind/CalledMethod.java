package org.alfheim.internal.bind;

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
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Critical;
import org.alfheim.bind.Variadic;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.Passage;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.struct.StructurePassing;
import org.alfheim.internal.bind.struct.Structures;
import org.alfheim.internal.bind.text.BoundFunction;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.KnownType;

/**
 * A method that calls a function.
 *
 * @param method the method
 * @param passages how its parameters reach C
 * @param result how the function's result comes back; empty for {@code void}
 * @param fixed how many parameters come before those that stand for {@code ...}; -1 if none does
 */
record CalledMethod(Method method, List<Passage> passages, Optional<Crossing> result, int fixed)
    implements MethodTypes {

  static CalledMethod of(Method method, MethodHandles.Lookup lookup) {
    String what = ContractMethods.describe(method);
    boolean critical = method.isAnnotationPresent(Critical.class);
    Parameter[] parameters = method.getParameters();
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      passages.add(
          Passage.of(parameters[i], critical, lookup, ContractMethods.describe(method, i)));
    }
    Optional<Crossing> result =
        method.getReturnType() == void.class || StructurePassing.passes(method.getReturnType())
            ? Optional.empty()
            : Optional.of(Crossing.fromC(method.getReturnType(), method, what + ", result"));
    return new CalledMethod(method, passages, result, fixedParameters(method));
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
    if (structured()) {
      passed(target, new Structures(target::typeNamed));
    }
  }

  private boolean structured() {
    return StructurePassing.passes(method.getReturnType())
        || passages.stream().anyMatch(Passage.Structured.class::isInstance);
  }

  /** What is passed and returned, now that the function's type is asked. */
  private record Passed(List<Passage> parameters, Optional<StructurePassing.Result> structure) {}

  private Passed passed(Target target, Structures structures) {
    Optional<FunctionType> known = target.knownType().flatMap(CalledMethod::function);
    List<Passage> parameters = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      parameters.add(
          passages.get(i) instanceof Passage.Structured(Parameter parameter, String what)
              ? StructurePassing.parameter(parameter, parameter(known, i), structures, what)
              : passages.get(i));
    }
    Class<?> java = method.getReturnType();
    return new Passed(
        parameters,
        StructurePassing.passes(java)
            ? Optional.of(
                StructurePassing.result(
                    java,
                    known.map(FunctionType::result),
                    structures,
                    ContractMethods.describe(method) + ", result"))
            : Optional.empty());
  }

  @Override
  public BoundMethod bind(Target target, Structures structures) {
    Passed all = passed(target, structures);
    List<Passage> passed = all.parameters();
    Optional<StructurePassing.Result> structure = all.structure();
    MemoryLayout[] layouts = passed.stream().map(Passage::layout).toArray(MemoryLayout[]::new);
    FunctionDescriptor descriptor =
        result
            .<MemoryLayout>map(Crossing::layout)
            .or(() -> structure.map(StructurePassing.Result::layout))
            .map(layout -> FunctionDescriptor.of(layout, layouts))
            .orElseGet(() -> FunctionDescriptor.ofVoid(layouts));
    boolean critical = method.isAnnotationPresent(Critical.class);
    MethodHandle handle =
        Downcalls.handle(target.segment(), new Downcalls.Shape(descriptor, fixed, critical));
    /* A structure that is returned needs room: the frame gives it. */
    int room = handle.type().parameterCount() - passed.size();
    List<Optional<Passage.Framed>> framed = new ArrayList<>();
    MethodType type = BoundMethod.type(method);
    for (int i = 0; i < passed.size(); i++) {
      switch (passed.get(i)) {
        case Passage.Direct direct -> {
          handle = direct.crossing().intoParameter(handle, room + i);
          framed.add(Optional.empty());
        }
        case Passage.Framed memory -> {
          type = type.changeParameterType(i, MemorySegment.class);
          framed.add(Optional.of(memory));
        }
        case Passage.Structured structured ->
            throw new IllegalStateException(structured.what() + " is passed in no way");
      }
    }
    if (result.isPresent()) {
      handle = result.get().ontoResult(handle);
    }
    if (structure.isPresent()) {
      handle = MethodHandles.filterReturnValue(handle, structure.get().filter());
    }
    if (room > 0) {
      type = type.insertParameterTypes(0, Object.class);
    }
    return new BoundMethod(method, MethodHandles.explicitCastArguments(handle, type), framed);
  }

  private static Optional<FunctionType> function(KnownType known) {
    return known.type() instanceof FunctionType function ? Optional.of(function) : Optional.empty();
  }

  private static Optional<CType> parameter(Optional<FunctionType> known, int index) {
    return known
        .filter(function -> index < function.parameters().size())
        .map(function -> function.parameters().get(index).type());
  }
}
