package org.alfheim.bnd.contract;

/** What {@code libtwice} does. */
public interface Doubling {
  /** The double of a number. */
  int twice(int number);
}
