package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.bind.BindingException;
import org.alfheim.go.GoObject;
import org.alfheim.go.GoReference;
import org.alfheim.internal.bind.marshal.ContractMethods;
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
   * @throws MisfitException if a method of the interface is not one that they have in Go
   */
  static GoObjectType of(Class<?> type, GoType go, CodecFactory codecs) {
    GoObjectType made = new GoObjectType(type, go, codecs);
    if (type != GoObject.class && codecs.types().behind(go) instanceof GoType.Interface) {
      made.known();
    }
    return made;
  }

  private List<Method> methods() {
    return ContractMethods.of(type).stream()
        .filter(method -> !method.getName().equals("reference") || method.getParameterCount() > 0)
        .toList();
  }

  /** Methods that Go's type is known to have. */
  private void known() {
    for (Method method : methods()) {
      signature(method, declared(ContractMethods.symbol(method)));
    }
  }

  private GoType.Func declared(String name) {
    if (codecs.types().behind(go) instanceof GoType.Interface(List<GoType.Method> methods)) {
      for (GoType.Method method : methods) {
        if (method.name().equals(name)) {
          return method.type();
        }
      }
    }
    throw new MisfitException(go.text() + " has no method " + name);
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
    boolean declared = codecs.types().behind(go) instanceof GoType.Interface;
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
