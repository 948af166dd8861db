package org.alfheim.bind;

import java.util.List;

/** A function of an image, known by a C prototype at run time. */
public interface Function {
  /**
   * Calls the function.
   *
   * @param arguments one for each parameter
   * @return the result; null for void
   */
  Object call(List<?> arguments);
}
