package org.alfheim.bind;

/** A function failed and said why in {@code errno}: {@link Errno}. */
public final class ErrnoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final int number;
  private final String name;
  private final String text;

  /**
   * A failure.
   *
   * @param function the symbol's name
   * @param number what {@code errno} was
   * @param name its name in errno(3), such as {@code ENOENT}
   * @param text what strerror(3) says about it
   */
  public ErrnoException(String function, int number, String name, String text) {
    super(function + ": " + name + " (" + number + "), " + text);
    this.function = function;
    this.number = number;
    this.name = name;
    this.text = text;
  }

  /** The symbol's name. */
  public String function() {
    return function;
  }

  /** What {@code errno} was. */
  public int number() {
    return number;
  }

  /** Its name in errno(3), such as {@code ENOENT}; {@code errno 1000} for a number without one. */
  public String name() {
    return name;
  }

  /** What strerror(3) says about it. */
  public String text() {
    return text;
  }
}
