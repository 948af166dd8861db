package org.alfheim.plugin;

/**
 * An open failed after constructors of the plugin had begun to run. The image stays in the process,
 * and every later open fails too.
 */
public final class InitializationException extends PluginException {
  /**
   * What is thrown by whoever opens plugins: this loader, or another {@linkplain
   * org.alfheim.plugin.spi back end}.
   *
   * @param file the image at fault, see {@link #file}
   * @param message one line: the file, what was wrong, what to do
   * @param cause what led to it; may be null
   */
  public InitializationException(String file, String message, Throwable cause) {
    super(file, message, cause);
  }
}
