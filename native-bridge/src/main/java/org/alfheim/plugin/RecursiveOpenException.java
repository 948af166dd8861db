package org.alfheim.plugin;

/** A plugin's constructor opened the plugin that it belongs to; waiting for it would never end. */
public final class RecursiveOpenException extends PluginException {
  /**
   * What is thrown by whoever opens plugins: this loader, or another {@linkplain
   * org.alfheim.plugin.spi back end}.
   *
   * @param file the image at fault, see {@link #file}
   * @param message one line: the file, what was wrong, what to do
   * @param cause what led to it; may be null
   */
  public RecursiveOpenException(String file, String message, Throwable cause) {
    super(file, message, cause);
  }
}
