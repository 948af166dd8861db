package org.alfheim.command;

/** The command line can't be understood. The message is one line for the person who typed it. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
