package org.alfheim.link;

/**
 * A demand of this loader that whoever opens an image can waive, together with the protection that
 * it gives.
 */
public enum Waiver {
  /**
   * The image may ask for an executable stack (PT_GNU_STACK with PF_X). It does not get one: the
   * process's stacks stay as they are, and code of the image that runs on its stack (a nested
   * function's trampoline) ends the process.
   */
  EXECUTABLE_STACK,

  /**
   * Relocations may change code ({@code DT_TEXTREL}). The pages are writable while they are
   * relocated and executable only afterwards, never both; they are no longer those of the file, and
   * are not shared with other processes.
   */
  TEXT_RELOCATIONS
}
