package org.alfheim.bind;

import java.util.List;

/** A declaration or an interface does not fit the symbols that it is laid over. */
public final class BindingException extends RuntimeException {
  private final List<String> missing;

  /**
   * A misfit.
   *
   * @param message what does not fit, where, and what to do
   * @param missing the names of all symbols that are missing; empty where that is not the reason
   */
  public BindingException(String message, List<String> missing) {
    super(message);
    this.missing = List.copyOf(missing);
  }

  /** The names of all symbols that are missing; empty where that is not the reason. */
  public List<String> missing() {
    return missing;
  }
}
