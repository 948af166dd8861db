package org.alfheim.plugin;

import java.util.List;

/**
 * An image needs libraries, symbols or versions that are not there. All of them are named, not just
 * the first.
 */
public final class UnresolvedException extends PluginException {
  private final List<String> libraries;
  private final List<String> symbols;

  /**
   * What is thrown by whoever opens plugins: this loader, or another {@linkplain
   * org.alfheim.plugin.spi back end}.
   *
   * @param file the image at fault, see {@link #file}
   * @param libraries the sonames that were not found
   * @param symbols the symbols that were not found
   * @param message one line: the file, what was wrong, what to do
   * @param cause what led to it; may be null
   */
  public UnresolvedException(
      String file, List<String> libraries, List<String> symbols, String message, Throwable cause) {
    super(file, message, cause);
    this.libraries = List.copyOf(libraries);
    this.symbols = List.copyOf(symbols);
  }

  /** The sonames ({@code DT_NEEDED}) that were not found. */
  public List<String> libraries() {
    return libraries;
  }

  /** The symbols that were not found, each as {@code name} or {@code name@version}. */
  public List<String> symbols() {
    return symbols;
  }
}
