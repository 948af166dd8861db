package org.alfheim.bind;

/**
 * A variable lies in memory that is not writable: {@code const} data, or data that is sealed after
 * relocation. The write was not tried; it would have ended the process.
 */
public final class ReadOnlyException extends BindingException {
  public ReadOnlyException(String message) {
    super(message);
  }
}
