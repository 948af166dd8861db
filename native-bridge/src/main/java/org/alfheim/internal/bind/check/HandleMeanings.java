package org.alfheim.internal.bind.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.alfheim.bind.Handle;
import org.alfheim.bind.TypeCheck;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.internal.bind.marshal.OutParameter;
import org.alfheim.internal.bind.marshal.OutResults;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.KnownType;
import org.alfheim.types.Parameter;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;

/** Whether each interface of handles stands for one type of C in the whole of a contract. */
public final class HandleMeanings {
  private final Map<Class<?>, Meaning> meanings = new HashMap<>();
  private final List<String> contradictions = new ArrayList<>();

  /** Where an interface was seen first. */
  private record Meaning(CType type, String where) {}

  /** Nothing is seen yet. */
  public HandleMeanings() {}

  /** Sees a method, if anything is known of its symbol and the check is not waived. */
  public void see(Class<?> contract, Method method, Target target) {
    Optional<KnownType> known = target.knownType();
    if (target.typesWaived()
        || known.isEmpty()
        || !(known.get().type() instanceof FunctionType function)
        || TypeAssertion.mode(contract, method) == TypeCheck.Mode.WAIVED) {
      return;
    }
    List<Integer> out = OutParameter.of(method);
    if (out.isEmpty() && Handles.isHandle(method.getReturnType())) {
      see(
          method.getReturnType(),
          function.result(),
          () -> ContractMethods.describe(method) + ", result");
    }
    for (int i = 0; i < out.size(); i++) {
      Class<?> part = OutResults.parts(method).get(i).type();
      written(function, out.get(i))
          .ifPresent(c -> see(part, c, () -> ContractMethods.describe(method) + ", result"));
    }
    List<Parameter> parameters = OutParameter.without(function.parameters(), out);
    Class<?>[] types = method.getParameterTypes();
    int common = Math.min(types.length, parameters.size());
    for (int i = 0; i < common; i++) {
      int position = i;
      see(types[i], parameters.get(i).type(), () -> ContractMethods.describe(method, position));
    }
  }

  private static Optional<CType> written(FunctionType function, int out) {
    return out < function.parameters().size()
        ? Pointers.target(function.parameters().get(out).type())
        : Optional.empty();
  }

  private void see(Class<?> java, CType c, Supplier<String> place) {
    if (!Handles.isHandle(java) || java == Handle.class || name(c).isEmpty()) {
      return;
    }
    String where = place.get(); // Thousands of methods have none of these.
    Meaning first = meanings.putIfAbsent(java, new Meaning(c, where));
    if (first != null && !name(first.type()).equals(name(c))) {
      contradictions.add(
          where
              + " is "
              + java.getSimpleName()
              + ", C has '"
              + c
              + "'; in "
              + first.where()
              + ", C has '"
              + first.type()
              + "'");
    }
  }

  private static Optional<String> name(CType pointer) {
    return Pointers.target(pointer)
        .flatMap(target ->
            switch (target.resolved()) {
              case StructureType structure when isNamed(structure) -> Optional.of(structure.name());
              case StructureType _ -> firstName(target);
              case IncompleteType incomplete -> Optional.of(incomplete.name());
              default -> Optional.empty();
            })
        .filter(name -> !name.isEmpty());
  }

  private static boolean isNamed(StructureType structure) {
    return !structure.name().equals(structure.kind().keyword());
  }

  /** What {@code typedef} calls a structure without a tag. */
  private static Optional<String> firstName(CType type) {
    return type instanceof TypedefType(String name, CType target)
        ? firstName(target).or(() -> Optional.of(name))
        : Optional.empty();
  }

  /** A line for each use of an interface as another type of C than it was at first. */
  public List<String> contradictions() {
    return contradictions;
  }
}
