package org.alfheim.container;

/**
 * What a command of the container fails with. A person who types at a terminal is shown the text of
 * the exception, which here is its message alone.
 */
final class FrameworkCommandException extends Exception {
  private static final long serialVersionUID = 1;

  FrameworkCommandException(String message) {
    super(message);
  }

  /** Says in one line what its cause says; the cause stays the one to ask for more. */
  FrameworkCommandException(Exception cause) {
    super(FailureLine.of(cause), cause);
  }

  // What the shell shows is this text, not the message.
  @SuppressWarnings("OverrideThrowableToString")
  @Override
  public String toString() {
    return getMessage();
  }
}
