package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.alfheim.bind.BindingException;
import org.alfheim.go.GoObject;
import org.alfheim.go.GoReference;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/** An interface of Java for what stays in Go, and what makes its objects. */
final class GoObjectType {
  private final Class<?> type;
  private final GoType go;
  private final CodecFactory codecs;
  private volatile MethodHandle constructor;

  /** An object without methods of its own. */
  private record PlainObject(GoReference reference) implements GoObject {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return reference.toString();
    }
  }

  private GoObjectType(Class<?> type, GoType go, CodecFactory codecs) {
    this.type = type;
    this.go = go;
    this.codecs = codecs;
  }

  /**
   * The objects of an interface.
   *
   * @param go what Go says that they are
   */
  static GoObjectType of(Class<?> type, GoType go, CodecFactory codecs) {
    return new GoObjectType(type, go, codecs);
  }

  private List<Method> methods() {
    return ContractMethods.of(type).stream()
        .filter(method -> !method.getName().equals("reference") || method.getParameterCount() > 0)
        .toList();
  }

  /**
   * Looks at each method of the interface, as far as those of Go are known before there is a value.
   *
   * @throws MisfitException if one is not what they have in Go
   */
  void check() {
    if (type != GoObject.class && codecs.types().methods(go).isPresent()) {
      for (Method method : methods()) {
        signature(method, declared(ContractMethods.symbol(method)));
      }
    }
  }

  private GoType.Func declared(String name) {
    List<GoType.Method> known = codecs.types().methods(go).orElseThrow();
    for (GoType.Method method : known) {
      if (method.name().equals(name)) {
        return method.type();
      }
    }
    throw new MisfitException(
        go.text()
            + " has no method "
            + name
            + (known.isEmpty()
                ? ""
                : ", but "
                    + known.stream().map(GoType.Method::name).collect(Collectors.joining(", "))));
  }

  private Signature signature(Method method, GoType.Func func) {
    try {
      return Signature.of(func, method, GenericTypes.of(type), codecs);
    } catch (MisfitException misfit) {
      throw new MisfitException(
          "Go's method is "
              + func.declare(ContractMethods.symbol(method))
              + ", "
              + type.getSimpleName()
              + " has "
              + GenericTypes.spelling(method)
              + (misfit.getMessage().isEmpty() ? "" : ": " + misfit.getMessage()));
    }
  }

  /** An object. */
  Object make(GoHandle handle) {
    if (type == GoObject.class) {
      return new PlainObject(handle);
    }
    try {
      return (Object) constructor(handle).invokeExact((Object) handle);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor that does nothing failed", e);
    }
  }

  private MethodHandle constructor(GoHandle first) {
    MethodHandle known = constructor;
    if (known == null) {
      synchronized (this) {
        known = constructor;
        if (known == null) {
          known = ReferenceClass.constructor(type, links(first));
          constructor = known;
        }
      }
    }
    return known;
  }

  private List<ReferenceClass.Link> links(GoHandle first) {
    boolean declared = codecs.types().methods(go).isPresent();
    List<ReferenceClass.Link> links = new ArrayList<>();
    for (Method method : methods()) {
      String name = ContractMethods.symbol(method);
      GoType.Func func = declared ? declared(name) : told(first, name);
      MethodType java = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
      links.add(
          new ReferenceClass.Link(
              method,
              CallCode.link(
                  CallTarget.method(first.host(), go.text() + "." + name, name),
                  signature(method, func),
                  java)));
    }
    return links;
  }

  /** What the value itself says of a method. */
  private GoType.Func told(GoHandle value, String name) {
    try {
      String text = value.host().type(value.method(name));
      if (GoTypeText.parse(text, codecs.types()) instanceof GoType.Func func) {
        return func;
      }
      throw new MisfitException("a method " + text + " of Go can't be called");
    } catch (BindingException absent) {
      throw new MisfitException(go.text() + ": " + absent.getMessage());
    }
  }
}
