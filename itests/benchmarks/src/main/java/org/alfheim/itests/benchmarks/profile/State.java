package org.alfheim.itests.benchmarks.profile;

/**
 * What a JVM has done when the open that is counted comes.
 *
 * @param name what it is called in the table
 * @param small how many copies of a small library it has opened
 * @param same how many copies of the library itself it has opened then
 */
record State(String name, int small, int same) {
  static final State FIRST = new State("first of a JVM", 0, 0);
  static final State SECOND = new State("second", 0, 1);
  static final State WARM = new State("warm", 2000, 20);
}
