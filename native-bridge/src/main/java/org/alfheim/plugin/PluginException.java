package org.alfheim.plugin;

import org.alfheim.names.RawText;

/**
 * Why a plugin could not be opened or used. The message is one line: the file, what was wrong with
 * which field or symbol, and what to do.
 *
 * <p>What was refused before a constructor of the plugin had run left no trace and may be tried
 * again. What failed later stays failed: an {@link InitializationException}, whose message ends in
 * {@code (previous failure)} when it is met again.
 */
public abstract sealed class PluginException extends RuntimeException
    permits InvalidImageException,
        PolicyException,
        UnresolvedException,
        ResourceException,
        RecursiveOpenException,
        InitializationException,
        SymbolNotFoundException {
  private final String file;

  PluginException(String file, String message, Throwable cause) {
    super(message == null ? null : RawText.shown(message), cause);
    this.file = file;
  }

  /** The image at fault: a path, or the name it was opened by. */
  public String file() {
    return file;
  }
}
