package org.alfheim.itests.framework.contract;

/** Asks for more than {@code counter.c} has. */
public interface Incomplete {
  /** Is there. */
  int call();

  /** Is not there. */
  int absent();

  /** Is not there either. */
  int missing();
}
