package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Optional;

/**
 * What C passes to a callback, or gets from it.
 *
 * @param layout what it is in C: a value, or a structure
 * @param filter what makes Java's value of it, or C's of Java's; empty where the linker does it
 */
public record CallbackValue(MemoryLayout layout, Optional<MethodHandle> filter) {

  static CallbackValue of(Crossing crossing) {
    return new CallbackValue(crossing.layout(), crossing.filter());
  }

  /** Lets a parameter of a method be what C passes. */
  MethodHandle ontoParameter(MethodHandle method, int position) {
    if (filter.isEmpty()) {
      return method;
    }
    MethodHandle made = filter.get();
    MethodHandle widened =
        MethodHandles.explicitCastArguments(
            made, made.type().changeReturnType(method.type().parameterType(position)));
    return MethodHandles.filterArguments(method, position, widened);
  }

  /** Lets the result of a method be what C gets. */
  MethodHandle ontoResult(MethodHandle method) {
    return filter.map(made -> MethodHandles.filterReturnValue(method, made)).orElse(method);
  }
}
