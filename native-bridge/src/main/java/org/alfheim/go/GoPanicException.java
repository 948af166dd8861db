package org.alfheim.go;

/**
 * A function of Go panicked; the panic was recovered, and Go goes on. Where a function of Java that
 * Go called had thrown the reason, that is the cause.
 */
public final class GoPanicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final String goType;
  private final String text;
  private final String goStack;

  /**
   * A panic.
   *
   * @param function what was called
   * @param goType the dynamic type of the panic's value, such as {@code runtime.boundsError}
   * @param text the value, as Go prints it
   * @param goStack the stack of Go ({@code debug.Stack}) where it panicked
   */
  public GoPanicException(String function, String goType, String text, String goStack) {
    super(function + " panicked: " + text);
    this.function = function;
    this.goType = goType;
    this.text = text;
    this.goStack = goStack;
  }

  /** What was called. */
  public String function() {
    return function;
  }

  /** The dynamic type of the panic's value, such as {@code runtime.boundsError}. */
  public String goType() {
    return goType;
  }

  /** The panic's value, as Go prints it. */
  public String text() {
    return text;
  }

  /** The stack of Go where it panicked, in the form of {@code debug.Stack}. */
  public String goStack() {
    return goStack;
  }
}
