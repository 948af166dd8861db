package org.alfheim.internal.bind.marshal;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.function.Function;
import org.alfheim.bind.Handle;
import org.alfheim.bind.OpaquePointer;

/**
 * What the methods of one contract share while they are laid over their symbols, and afterwards.
 */
public final class Binding {
  private final MethodHandles.Lookup lookup;
  private final Handles handles;

  /**
   * Nothing is bound yet.
   *
   * @param lookup who may see the types of the contract
   * @param methods the methods of the contract
   * @param constructors makes an implementation of an interface of handles
   */
  public Binding(
      MethodHandles.Lookup lookup,
      Collection<Method> methods,
      Function<Class<? extends Handle>, Function<OpaquePointer, Handle>> constructors) {
    this.lookup = lookup;
    this.handles = new Handles(lookup, methods, constructors);
  }

  /** Who may see the types of the contract. */
  MethodHandles.Lookup lookup() {
    return lookup;
  }

  /** The types of handles. */
  public Handles handles() {
    return handles;
  }
}
