package org.alfheim.internal.bind.marshal;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.alfheim.bind.FunctionTable;
import org.alfheim.types.CType;

/** The values of a callback that are known only with the types of C: structures above all. */
public interface CallbackTypes {

  /**
   * What C passes to a callback.
   *
   * @param place the parameter, for its annotations
   * @param c its type in C, if that is known
   * @param what names it in messages
   * @throws org.alfheim.bind.BindingException if the Java type can't be that
   */
  CallbackValue fromC(Class<?> java, AnnotatedElement place, Optional<CType> c, String what);

  /**
   * What C gets from a callback.
   *
   * @param place the method, for its annotations
   * @param c its type in C, if that is known
   * @param what names it in messages
   * @throws org.alfheim.bind.BindingException if the Java type can't be that
   */
  CallbackValue toC(Class<?> java, AnnotatedElement place, Optional<CType> c, String what);

  /** Whether a callback's method has such a value. */
  static boolean needed(Method method) {
    return Stream.concat(Stream.of(method.getReturnType()), Stream.of(method.getParameterTypes()))
        .anyMatch(CallbackTypes::needed);
  }

  /** Whether a type of Java is such a value. */
  static boolean needed(Class<?> java) {
    return Passage.Structured.is(java)
        || FunctionTable.class.isAssignableFrom(java)
        || FunctionPointers.isCallback(java);
  }
}
