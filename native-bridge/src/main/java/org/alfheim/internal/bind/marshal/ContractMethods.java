package org.alfheim.internal.bind.marshal;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Name;

/** The methods of an interface that an implementation has to provide. */
public final class ContractMethods {
  private ContractMethods() {}

  /** What every object has: looking each method up costs more than all else that is asked of it. */
  private static final Map<String, List<Class<?>[]>> OF_OBJECT = ofObject();

  private static final Comparator<Method> BY_NAME = Comparator.comparing(Method::getName);

  private static Map<String, List<Class<?>[]>> ofObject() {
    Map<String, List<Class<?>[]>> methods = new HashMap<>();
    for (Method method : Object.class.getMethods()) {
      methods
          .computeIfAbsent(method.getName(), _ -> new ArrayList<>())
          .add(method.getParameterTypes());
    }
    return methods;
  }

  /**
   * The abstract methods, inherited ones included, in a stable order; those that every object has
   * are left out.
   */
  public static Collection<Method> of(Class<?> contract) {
    List<Method> methods = new ArrayList<>();
    for (Method method : contract.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers()) && !inherited(method)) {
        methods.add(method);
      }
    }
    methods.sort(BY_NAME);
    // Few have the name of another, and what else they are is spelt for those alone.
    List<Method> all = new ArrayList<>(methods.size());
    for (int from = 0, to; from < methods.size(); from = to) {
      to = from + 1;
      while (to < methods.size() && methods.get(to).getName().equals(methods.get(from).getName())) {
        to++;
      }
      all.addAll(to == from + 1 ? methods.subList(from, to) : apart(methods.subList(from, to)));
    }
    return all;
  }

  /** Methods of one name; of several that are the same, the first. */
  private static Collection<Method> apart(List<Method> methods) {
    Map<String, Method> apart = new TreeMap<>();
    for (Method method : methods) {
      apart.putIfAbsent(key(method), method);
    }
    return apart.values();
  }

  private static String key(Method method) {
    StringBuilder key = new StringBuilder(method.getName()).append('(');
    for (Class<?> type : method.getParameterTypes()) {
      key.append(type.descriptorString());
    }
    return key.append(')').append(method.getReturnType().descriptorString()).toString();
  }

  private static boolean inherited(Method method) {
    List<Class<?>[]> same = OF_OBJECT.get(method.getName());
    return same != null
        && same.stream().anyMatch(types -> Arrays.equals(types, method.getParameterTypes()));
  }

  /**
   * The one abstract method of a functional interface.
   *
   * @param what names, in messages, what the interface is wanted for
   */
  public static Method single(Class<?> type, String what) {
    if (!type.isInterface()) {
      throw new BindingException(what + ": " + type.getTypeName() + " is not an interface");
    }
    Collection<Method> methods = of(type);
    if (methods.size() != 1) {
      throw new BindingException(
          what
              + ": "
              + type.getTypeName()
              + " has "
              + methods.size()
              + " abstract methods; a functional interface has one, and an interface for an opaque"
              + " pointer extends Handle");
    }
    return methods.iterator().next();
  }

  /** The name of the symbol that a method lies over. */
  public static String symbol(Method method) {
    Name name = method.getAnnotation(Name.class);
    return name == null ? method.getName() : name.value();
  }

  /** A method, for messages: {@code Zlib.crc32(long, byte[], int)}. */
  public static String describe(Method method) {
    StringBuilder text = new StringBuilder(method.getDeclaringClass().getSimpleName());
    text.append('.').append(method.getName()).append('(');
    String separator = "";
    for (Class<?> type : method.getParameterTypes()) {
      text.append(separator).append(type.getSimpleName());
      separator = ", ";
    }
    return text.append(')').toString();
  }

  /** A parameter, for messages. */
  public static String describe(Method method, int index) {
    Parameter parameter = method.getParameters()[index];
    return describe(method)
        + ", parameter "
        + (index + 1)
        + (parameter.isNamePresent() ? " (" + parameter.getName() + ")" : "");
  }
}
