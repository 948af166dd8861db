package org.alfheim.internal.go.runtime;

import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.Variable;
import org.alfheim.internal.go.GoExport;

/** The exports of a plugin as values of Java. */
public interface GoValues {

  /**
   * A Java interface over the whole plugin.
   *
   * @throws org.alfheim.bind.BindingException if it does not fit
   */
  <T> T bind(Class<T> contract);

  /**
   * A function as a functional interface.
   *
   * @throws org.alfheim.bind.BindingException if it is none, or the interface does not fit
   */
  <F> F function(GoExport export, Class<F> functional);

  /**
   * A function for callers that know it only at run time.
   *
   * @throws org.alfheim.bind.BindingException if it is none
   */
  NativeFunction function(GoExport export);

  /**
   * A variable as a Java type.
   *
   * @throws org.alfheim.bind.BindingException if it is a function, or the type does not fit
   */
  <T> Variable<T> variable(GoExport export, Class<T> type);

  /**
   * A variable as what its own type is in Java.
   *
   * @throws org.alfheim.bind.BindingException if it is a function
   */
  Variable<Object> variable(GoExport export);
}
