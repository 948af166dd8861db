package org.alfheim.internal.bind;

import java.lang.reflect.Method;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Global;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.struct.Structures;

/**
 * The types of a contract's method, found to have counterparts in C. What can be said of a method
 * without its symbol has been said when there is one of these; {@link #check} adds what the
 * symbol's entry in the image says, and {@link #bind} needs the symbol's place in the process.
 */
sealed interface MethodTypes permits CalledMethod, AccessMethod {

  /**
   * The types of a method.
   *
   * @param binding what the contract's methods share
   * @throws BindingException if one has no counterpart in C, or an annotation does not belong there
   */
  static MethodTypes of(Method method, Binding binding) {
    return method.isAnnotationPresent(Global.class)
        ? AccessMethod.of(method, binding)
        : CalledMethod.of(method, binding);
  }

  /**
   * Whether the symbol can be what the method says: its kind, its size, its memory.
   *
   * @param structures the structures of the image
   * @throws BindingException if it can't
   */
  void check(Target target, Structures structures);

  /**
   * Lays the method over its symbol, after it is {@linkplain #check checked}.
   *
   * @param structures the structures of the image
   * @throws BindingException if the symbol can't be it, is no place in memory, or has too little
   */
  BoundMethod bind(Target target, Structures structures);
}
