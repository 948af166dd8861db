package org.alfheim.plugin;

/**
 * The process lacks something that an open needs: address space, descriptors, static thread-local
 * storage, or a system call or native access as a whole is refused.
 */
public final class ResourceException extends PluginException {
  /**
   * What is thrown by whoever opens plugins: this loader, or another {@linkplain
   * org.alfheim.plugin.spi back end}.
   *
   * @param file the image at fault, see {@link #file}
   * @param message one line: the file, what was wrong, what to do
   * @param cause what led to it; may be null
   */
  public ResourceException(String file, String message, Throwable cause) {
    super(file, message, cause);
  }
}
