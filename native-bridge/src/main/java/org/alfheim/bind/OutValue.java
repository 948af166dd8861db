package org.alfheim.bind;

/**
 * What a call left in memory that an argument pointed to.
 *
 * @param position which argument it was, from 1
 * @param name the parameter's name; empty where the prototype leaves it out
 * @param value the value: that of the cell, or a string, a {@code byte[]} or a list for a buffer
 * @param text the value as a person reads it
 */
public record OutValue(int position, String name, Object value, String text) {

  /** {@code arg 2 = 5}, or {@code arg 2 (length) = 5} where the parameter has a name. */
  @Override
  public String toString() {
    return "arg " + position + (name.isEmpty() ? "" : " (" + name + ")") + " = " + text;
  }
}
