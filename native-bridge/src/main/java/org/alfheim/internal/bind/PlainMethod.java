package org.alfheim.internal.bind;

import java.lang.annotation.Annotation;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Set;
import org.alfheim.bind.Name;
import org.alfheim.bind.TypeCheck;

/**
 * Methods of nothing but numbers, pointers, text and arrays of numbers, of which no annotation says
 * how they are passed. Of the functions of a large library they are most, if nobody has written
 * more for them, and each has a counterpart in C whatever its symbol is.
 */
final class PlainMethod {
  /** Those that cross alike whatever C's own type is, which narrower integers don't. */
  private static final Set<Class<?>> TYPES =
      Set.of(int.class, long.class, float.class, double.class, MemorySegment.class, String.class);

  /** What a function can take besides. */
  private static final Set<Class<?>> TAKEN =
      Set.of(
          byte[].class,
          short[].class,
          int[].class,
          long[].class,
          float[].class,
          double[].class,
          String[].class,
          ByteBuffer.class);

  /** Annotations that say nothing of how values are passed. */
  private static final Set<Class<?>> OTHERS = Set.of(Name.class, TypeCheck.class);

  private PlainMethod() {}

  /** Whether a method is one of these. */
  static boolean is(Method method) {
    if (method.getReturnType() != void.class && !TYPES.contains(method.getReturnType())) {
      return false;
    }
    for (Class<?> type : method.getParameterTypes()) {
      if (!TYPES.contains(type) && !TAKEN.contains(type)) {
        return false;
      }
    }
    for (Annotation annotation : method.getAnnotations()) {
      if (!OTHERS.contains(annotation.annotationType())) {
        return false;
      }
    }
    for (Annotation[] ofParameter : method.getParameterAnnotations()) {
      if (ofParameter.length > 0) {
        return false;
      }
    }
    return true;
  }
}
