package org.alfheim.corpus;

/**
 * A place in a process, told so that it can be compared with one of another process.
 *
 * @param object the object that it belongs to: a path, or a name in parentheses
 * @param offset how far from the object's load bias, or from the start of its thread-local storage
 */
record Location(String object, long offset) {
  /** The image that is compared. */
  static final String SELF = "self";

  @Override
  public String toString() {
    return object + (offset < 0 ? "-0x" : "+0x") + Long.toHexString(Math.abs(offset));
  }
}
