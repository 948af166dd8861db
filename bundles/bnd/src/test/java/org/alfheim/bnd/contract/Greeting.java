package org.alfheim.bnd.contract;

import org.alfheim.bind.Global;

/** The example of Go's page. */
public interface Greeting {
  /** The variable. */
  @Global
  long V();

  /** Writes it. */
  @Global
  void V(long value);

  /** Prints it. */
  void F();
}
