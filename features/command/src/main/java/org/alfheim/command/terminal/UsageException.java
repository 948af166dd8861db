package org.alfheim.command.terminal;

/** The command line can't be understood. The message is one line for the person who typed it. */
public final class UsageException extends RuntimeException {
  /** What is wrong with the command line, in one line. */
  public UsageException(String message) {
    super(message);
  }
}
