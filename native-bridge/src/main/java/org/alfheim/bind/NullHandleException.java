package org.alfheim.bind;

/** C gave NULL for a {@link Handle} that is not {@link Nullable}. */
public final class NullHandleException extends BindingException {
  private static final long serialVersionUID = 1L;

  /**
   * A NULL.
   *
   * @param message who gave it
   */
  public NullHandleException(String message) {
    super(message);
  }
}
