package org.alfheim.internal.bind.marshal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Handle;
import org.alfheim.bind.OpaquePointer;
import org.alfheim.bind.SymbolKind;

/**
 * What the methods of one contract share while they are laid over their symbols, and afterwards.
 */
public final class Binding {
  private final MethodHandles.Lookup lookup;
  private final List<ContractMethod> methods;
  private final Targets targets;
  private final Handles handles;

  /**
   * Nothing is bound yet.
   *
   * @param lookup who may see the types of the contract
   * @param methods the methods of the contract
   * @param targets the image's symbols
   * @param constructors makes an implementation of an interface of handles
   */
  public Binding(
      MethodHandles.Lookup lookup,
      List<ContractMethod> methods,
      Targets targets,
      Function<Class<? extends Handle>, Function<OpaquePointer, Handle>> constructors) {
    this.lookup = lookup;
    this.methods = methods;
    this.targets = targets;
    this.handles = new Handles(lookup, methods, constructors);
  }

  private Binding(Binding outer, MethodHandles.Lookup lookup) {
    this.lookup = lookup;
    this.methods = outer.methods;
    this.targets = outer.targets;
    this.handles = outer.handles;
  }

  /** The same contract, for the methods of an interface that somebody else may see. */
  public Binding seenBy(MethodHandles.Lookup other) {
    return new Binding(this, other);
  }

  /** The image's name, for messages. */
  public String image() {
    return targets.image();
  }

  /** Who may see the types of the contract. */
  MethodHandles.Lookup lookup() {
    return lookup;
  }

  /**
   * {@code (J, parameters) result}: a method of an interface.
   *
   * @param type the interface, or one that extends it
   */
  public MethodHandle virtual(Method method, Class<?> type) {
    try {
      MethodHandle handle = lookup.unreflect(method);
      return handle.asType(handle.type().changeParameterType(0, type));
    } catch (IllegalAccessException e) {
      throw new BindingException(
          ContractMethods.describe(method) + " is not accessible: " + e.getMessage(), e);
    }
  }

  /** The types of handles. */
  public Handles handles() {
    return handles;
  }

  /** The method of the contract that has a name, or that lies over the symbol of that name. */
  Optional<Method> method(String name) {
    return methods.stream()
        .map(ContractMethod::method)
        .filter(
            method -> method.getName().equals(name) || ContractMethods.symbol(method).equals(name))
        .findFirst();
  }

  /**
   * A symbol that an annotation names.
   *
   * @param what names the annotation in messages
   * @throws BindingException if the image exports none of that name, or it is no function
   */
  Target symbol(String name, String what) {
    Optional<? extends Target> target = targets.find(name);
    if (target.isEmpty()) {
      throw new BindingException(
          what + ": " + targets.image() + " exports no " + name, List.of(name));
    }
    if (target.get().kind() != SymbolKind.FUNCTION) {
      throw new BindingException(what + ": " + name + " is no function");
    }
    return target.get();
  }
}
