package org.alfheim.command.terminal;

/** What the process tells its parent. */
public final class ExitStatus {
  /** All that was asked for is done. */
  public static final int DONE = 0;

  /** A file, a symbol or a call was refused; a line says why. */
  public static final int REFUSED = 1;

  /** The command line can't be understood; nothing was done. */
  public static final int USAGE = 2;

  /** Nobody reads the output any more; what a shell says of a process that SIGPIPE has ended. */
  public static final int CLOSED_PIPE = 128 + 13;

  private ExitStatus() {}
}
