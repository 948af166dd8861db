package org.alfheim.internal.bind;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.alfheim.bind.LengthOf;
import org.alfheim.internal.bind.marshal.ContractMethods;

/**
 * Arrays of a contract whose length nothing checks. It is no error, since an integer behind an
 * array may be something else. So it is told once for each contract, to the logger {@code
 * org.alfheim.bind} at {@link System.Logger.Level#DEBUG}.
 */
final class UnboundLengths {
  /** Contracts outlive these classes, so what they keep is of the JDK's classes alone. */
  private static final ClassValue<AtomicBoolean> TOLD =
      new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> contract) {
          return new AtomicBoolean();
        }
      };

  private UnboundLengths() {}

  /** Tells of a contract, if there is something to tell and it has not been told. */
  static void tell(Class<?> contract, Collection<Method> methods) {
    List<String> found = new ArrayList<>();
    for (Method method : methods) {
      Parameter[] parameters = method.getParameters();
      for (int i = 0; i + 1 < parameters.length; i++) {
        if (isUnbound(parameters, i)) {
          found.add(ContractMethods.describe(method, i));
        }
      }
    }
    if (!found.isEmpty() && TOLD.get(contract).compareAndSet(false, true)) {
      System.getLogger("org.alfheim.bind")
          .log(
              System.Logger.Level.DEBUG,
              () ->
                  contract.getName()
                      + ": nothing checks the length that C is told of "
                      + String.join("; ", found)
                      + "; annotate the integer behind it with @LengthOf, if it is the length");
    }
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
