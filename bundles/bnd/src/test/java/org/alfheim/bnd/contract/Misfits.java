package org.alfheim.bnd.contract;

import org.alfheim.bind.Global;

/** Methods that can't be bound, save one. */
public interface Misfits {
  /** An enumeration whose values nobody knows. */
  enum Colour {
    /** A colour. */
    RED
  }

  /** A callback with a type that C does not have. */
  interface Compare {
    /** Compares. */
    int compare(Integer a, Integer b);
  }

  /** An enumeration of Java. */
  int colour(Colour colour);

  /** An array as a result. */
  int[] add(int a, int b);

  /** The callback. */
  int sort(int[] values, Compare compare);

  /** A constant that is written. */
  @Global
  void limit(int value);

  /** A variable of another size. */
  @Global
  int wide();

  /** It fits. */
  @Global
  int V();
}
