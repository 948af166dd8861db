package org.alfheim.bnd.contract;

import org.alfheim.bind.Name;

/** What {@code libns} does, which is C++. */
public interface Adding {
  /** The sum of two numbers. */
  @Name("ns::add(int, int)")
  int add(int first, int second);

  /** The double of a number. */
  @Name("ns::twice")
  long twice(long number);
}
