package org.alfheim.internal.bind.marshal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * A method of a contract, laid over its symbol.
 *
 * @param method the method
 * @param handle what it invokes: its own parameters, save that a framed one is a MemorySegment;
 *     before them the frame, if it has one more
 * @param framed for each parameter, how it gets its memory, if it needs some
 */
public record BoundMethod(
    Method method, MethodHandle handle, List<Optional<Passage.Framed>> framed) {

  /** The method's own type. */
  public MethodType type() {
    return type(method);
  }

  public static MethodType type(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
  }

  /** Whether the method needs a {@link Frame} for its call. */
  public boolean needsFrame() {
    return takesFrame() || framed.stream().anyMatch(Optional::isPresent);
  }

  /** Whether the handle itself is given the frame, for a structure that is returned. */
  public boolean takesFrame() {
    return handle.type().parameterCount() > method.getParameterCount();
  }

  /** Whether a callback can throw during the call. */
  public boolean callsBack() {
    return framed.stream().flatMap(Optional::stream).anyMatch(Passage.Framed::callback);
  }
}
