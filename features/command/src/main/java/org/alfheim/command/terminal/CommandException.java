package org.alfheim.command.terminal;

/**
 * What was asked for can't be done, for a reason that is this command's own. The message is one
 * line.
 */
public final class CommandException extends RuntimeException {
  /** What was refused, and why, in one line. */
  public CommandException(String message) {
    super(message);
  }

  /** The same, and what is behind it. */
  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
