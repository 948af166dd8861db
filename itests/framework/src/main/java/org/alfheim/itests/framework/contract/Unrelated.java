package org.alfheim.itests.framework.contract;

/** Has nothing in common with {@code counter.c}. */
public interface Unrelated {
  /** Is not there. */
  int beyond();

  /** Is not there, and another interface misses it too. */
  int missing();
}
