package org.alfheim.internal.bind.marshal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A method of a contract, laid over its symbol.
 *
 * @param method the method
 * @param link makes what it invokes when it is called first
 * @param passed the type of that: its own parameters, save that a framed one is a MemorySegment;
 *     empty if it is the method's own type
 * @param framed for each parameter, how it gets its memory, if it needs some
 * @param guards what is checked first
 * @param inFrame whether the handle's first parameter is the frame of the call
 */
public record BoundMethod(
    Method method,
    Supplier<MethodHandle> link,
    Optional<MethodType> passed,
    List<Optional<Passage.Framed>> framed,
    List<LengthGuard> guards,
    boolean inFrame) {

  /**
   * A method that is nothing more than what it links to.
   *
   * @param link makes what is of the method's own type
   */
  public static BoundMethod plain(Method method, Supplier<MethodHandle> link) {
    return new BoundMethod(
        method,
        link,
        Optional.empty(),
        Collections.nCopies(method.getParameterCount(), Optional.empty()),
        List.of(),
        false);
  }

  /** The method's own type; made when it is asked for, since most methods are never called. */
  public MethodType type() {
    return type(method);
  }

  /** The type of what the method links to. */
  public MethodType linked() {
    return passed.orElseGet(this::type);
  }

  /** A method's own type. */
  public static MethodType type(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
  }

  /** Whether the method needs a {@link Frame} for its call. */
  public boolean needsFrame() {
    return inFrame || framed.stream().anyMatch(Optional::isPresent);
  }

  /** Whether a callback can throw during the call. */
  public boolean callsBack() {
    return framed.stream().flatMap(Optional::stream).anyMatch(Passage.Framed::callback);
  }
}
