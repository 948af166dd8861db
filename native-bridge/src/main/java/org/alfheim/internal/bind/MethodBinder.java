package org.alfheim.internal.bind;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.codegen.ContractClass;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.MethodParts;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.struct.Structures;

/**
 * Lays the methods of a contract over their symbols, one after the other. Whatever is impossible is
 * said at once; how a method is called that is known to be possible is seen to when it is called
 * first.
 */
final class MethodBinder {
  private final Class<?> contract;
  private final MethodHandles.Lookup host;
  private final Binding binding;
  private final Structures structures;
  private final FittingParts fitting;

  /** Nothing is bound yet. */
  MethodBinder(
      Class<?> contract, MethodHandles.Lookup host, Binding binding, Structures structures) {
    this.contract = contract;
    this.host = host;
    this.binding = binding;
    this.structures = structures;
    this.fitting = new FittingParts(host, binding, structures);
  }

  /**
   * Lays a method over its symbol.
   *
   * @param parts what it is made of; empty if it has to be looked at as a whole
   * @throws BindingException if it does not fit
   */
  BoundMethod bind(Method method, Target target, Optional<MethodParts> parts) {
    if (fitting.all(method, parts)) {
      return CalledMethod.bindLater(
          method, target, binding, structures, bound -> ContractClass.whole(host, contract, bound));
    }
    BoundMethod bound = MethodTypes.of(method, binding).bind(target, structures);
    if (parts.isPresent()) {
      fitting.add(parts.get());
    }
    return bound;
  }
}
