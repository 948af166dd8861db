package org.alfheim.link;

import java.util.List;

/**
 * What an image needs is not there: libraries, symbols, or versions of symbols. All that is missing
 * is named.
 */
public final class LinkException extends RuntimeException {

  private final String image;
  private final List<String> libraries;
  private final List<String> symbols;

  /**
   * An image that can't be bound.
   *
   * @param image the name of the image
   * @param libraries the sonames that were not found
   * @param symbols the symbols that were not found, each as {@code name} or {@code name@version}
   * @param message one line that says so, and what to do
   */
  public LinkException(String image, List<String> libraries, List<String> symbols, String message) {
    super(message);
    this.image = image;
    this.libraries = List.copyOf(libraries);
    this.symbols = List.copyOf(symbols);
  }

  /** The name of the image. */
  public String image() {
    return image;
  }

  /** The sonames that were not found. */
  public List<String> libraries() {
    return libraries;
  }

  /** The symbols that were not found, each as {@code name} or {@code name@version}. */
  public List<String> symbols() {
    return symbols;
  }
}
