package org.alfheim.bind;

/** A function returned a status that says that it failed: {@link Check}. */
public final class StatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final long status;
  private final String text;

  /**
   * A failure.
   *
   * @param function the symbol's name
   * @param status what it returned
   * @param text what the library says about it; empty if it says nothing
   */
  public StatusException(String function, long status, String text) {
    super(function + ": status " + status + (text.isEmpty() ? "" : ", " + text));
    this.function = function;
    this.status = status;
    this.text = text;
  }

  /** The symbol's name. */
  public String function() {
    return function;
  }

  /** What the function returned. */
  public long status() {
    return status;
  }

  /** What the library says about it; empty if it says nothing. */
  public String text() {
    return text;
  }
}
