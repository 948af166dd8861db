package org.alfheim.internal.bind.text;

/**
 * Where a value goes, an argument or a variable; its name is made up when a message needs it, not
 * before.
 */
@FunctionalInterface
interface Described {
  /** The place as a message names it. */
  String what();
}
