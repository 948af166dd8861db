package org.alfheim.internal.go.call;

/** Where the fields of the host's {@code struct alfheim_frame} are, in bytes. */
final class FrameLayout {
  static final int ARGUMENTS = 0;
  static final int RESULTS = 8;
  static final int SCRATCH = 16;
  static final int SCRATCH_BYTES = 24;
  static final int STATUS = 32;
  static final int BLOCK = 40;

  /** Type, text and stack: an address and a length each. */
  static final int PANIC_TYPE = 48;

  static final int PANIC_TEXT = 64;
  static final int PANIC_STACK = 80;
  static final int PANIC_HANDLE = 96;

  /** The number by which Java has what it threw; 0 for nothing. */
  static final int THROWN = 104;

  static final int SIZE = 112;

  static final long RETURNED = 0;
  static final long PANICKED = 1;
  static final long MISUSED = 2;

  static final int WORD = 8;

  private FrameLayout() {}
}
