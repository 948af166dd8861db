package org.alfheim.internal.bind;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.alfheim.bind.LengthOf;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.types.FunctionType;
import org.alfheim.types.KnownType;

/**
 * Arrays of a contract whose length nothing checks. It is no error, since an integer behind an
 * array may be something else: where C's name of it is known, that says. So it is told once for
 * each contract, to the logger {@code org.alfheim.bind} at {@link System.Logger.Level#INFO}.
 */
final class UnboundLengths {
  /** How headers call lengths. */
  private static final Pattern LENGTH =
      Pattern.compile(
          "n|(.*[a-z_])?(len|length|size|count|cnt|num|bytes)", Pattern.CASE_INSENSITIVE);

  /** Contracts outlive these classes, so what they keep is of the JDK's classes alone. */
  private static final ClassValue<AtomicBoolean> TOLD =
      new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> contract) {
          return new AtomicBoolean();
        }
      };

  private UnboundLengths() {}

  /**
   * Tells of a contract, if there is something to tell and it has not been told.
   *
   * @param methods its methods, and what they are laid over
   */
  static void tell(Class<?> contract, List<FoundMethod> methods) {
    List<String> found = new ArrayList<>();
    for (FoundMethod each : methods) {
      Method method = each.declared().method();
      Target target = each.target();
      if (!hasArray(method)) {
        continue;
      }
      Parameter[] parameters = method.getParameters();
      for (int i = 0; i + 1 < parameters.length; i++) {
        if (isUnbound(parameters, i)) {
          String name = name(target, parameters.length, i + 1);
          if (name.isEmpty() || LENGTH.matcher(name).matches()) {
            found.add(
                ContractMethods.describe(method, i)
                    + (name.isEmpty() ? "" : ", behind which C has '" + name + "'"));
          }
        }
      }
    }
    if (!found.isEmpty() && TOLD.get(contract).compareAndSet(false, true)) {
      System.getLogger("org.alfheim.bind")
          .log(
              System.Logger.Level.INFO,
              () ->
                  contract.getName()
                      + ": nothing checks the length that C is told of "
                      + String.join("; ", found)
                      + "; annotate the integer behind it with @LengthOf, if it is the length");
    }
  }

  private static boolean hasArray(Method method) {
    for (Class<?> type : method.getParameterTypes()) {
      if (type.isArray()) {
        return true;
      }
    }
    return false;
  }

  /** What C calls a parameter; empty if that is not known, or C has others than Java. */
  private static String name(Target target, int count, int index) {
    return target
        .knownType()
        .map(KnownType::type)
        .filter(FunctionType.class::isInstance)
        .map(type -> ((FunctionType) type).parameters())
        .filter(parameters -> parameters.size() == count)
        .map(parameters -> parameters.get(index).name())
        .orElse("");
  }

  private static boolean isUnbound(Parameter[] parameters, int array) {
    Class<?> type = parameters[array].getType();
    Parameter next = parameters[array + 1];
    if (!type.isArray()
        || !type.componentType().isPrimitive()
        || (next.getType() != int.class && next.getType() != long.class)
        || next.isAnnotationPresent(LengthOf.class)) {
      return false;
    }
    for (Parameter parameter : parameters) {
      LengthOf bound = parameter.getAnnotation(LengthOf.class);
      if (bound != null && bound.value().equals(parameters[array].getName())) {
        return false;
      }
    }
    return true;
  }
}
