package org.alfheim.bind;

/** Which results of a function say that it failed. */
public enum Failure {
  /** What is less than 0: {@code -1}, {@code MAP_FAILED}, a negative code. */
  NEGATIVE,
  /** All but 0. */
  NON_ZERO,
  /** 0, false. */
  ZERO,
  /** NULL. */
  NULL
}
