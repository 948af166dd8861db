package org.alfheim.command;

/**
 * What was asked for can't be done, for a reason that is this command's own. The message is one
 * line.
 */
final class CommandException extends RuntimeException {
  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
