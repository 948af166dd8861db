package org.alfheim.shell.plugins;

/**
 * What a command of the shell fails with. A person who types at a terminal is shown the text of the
 * exception, which here is its message alone.
 */
public final class ShellException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what was refused, and why. */
  public ShellException(String message) {
    super(message);
  }

  /** Says in other words what its cause says; nothing of that is to be told again. */
  public ShellException(String message, Exception cause) {
    super(message, cause);
  }

  /** The same message as its cause, which stays the one to ask for more. */
  public ShellException(Exception cause) {
    super(cause.getMessage(), cause);
  }

  // What the shell shows is this text, not the message.
  @SuppressWarnings("OverrideThrowableToString")
  @Override
  public String toString() {
    return getMessage();
  }
}
