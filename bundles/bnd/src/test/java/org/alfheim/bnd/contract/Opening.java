package org.alfheim.bnd.contract;

import org.alfheim.bind.Handle;

/** What gives a pointer that has a type of its own. */
public interface Opening {
  /** What is open. */
  interface Door extends Handle {}

  /** Opens one. */
  Door open(int number);
}
