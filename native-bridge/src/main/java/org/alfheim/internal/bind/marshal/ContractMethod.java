package org.alfheim.internal.bind.marshal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A method of a contract, and the annotations of its parameters: each time that they are asked for,
 * the JDK reads them anew.
 *
 * @param method the method
 * @param annotations those of each parameter
 */
public record ContractMethod(Method method, List<List<Annotation>> annotations) {

  /** A method. */
  public static ContractMethod of(Method method) {
    if (method.getParameterCount() == 0) {
      return new ContractMethod(method, List.of());
    }
    List<List<Annotation>> all = new ArrayList<>();
    for (Annotation[] ofParameter : method.getParameterAnnotations()) {
      all.add(List.of(ofParameter));
    }
    return new ContractMethod(method, all);
  }

  /** All methods of a contract. */
  public static List<ContractMethod> of(Collection<Method> methods) {
    List<ContractMethod> all = new ArrayList<>(methods.size());
    for (Method method : methods) {
      all.add(of(method));
    }
    return all;
  }
}
