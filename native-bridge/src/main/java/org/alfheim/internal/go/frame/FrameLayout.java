package org.alfheim.internal.go.frame;

/** Where the fields of the host's {@code struct alfheim_frame} are, in bytes. */
public final class FrameLayout {
  public static final int ARGUMENTS = 0;
  public static final int RESULTS = 8;
  public static final int SCRATCH = 16;
  public static final int SCRATCH_BYTES = 24;
  public static final int STATUS = 32;
  public static final int BLOCK = 40;

  /** Type, text and stack: an address and a length each. */
  public static final int PANIC_TYPE = 48;

  public static final int PANIC_TEXT = 64;
  public static final int PANIC_STACK = 80;
  public static final int PANIC_HANDLE = 96;

  /** The number by which Java has what it threw; 0 for nothing. */
  public static final int THROWN = 104;

  public static final int SIZE = 112;

  public static final long RETURNED = 0;
  public static final long PANICKED = 1;
  public static final long MISUSED = 2;

  public static final int WORD = 8;

  private FrameLayout() {}
}
