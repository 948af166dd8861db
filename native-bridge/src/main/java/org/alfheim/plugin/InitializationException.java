package org.alfheim.plugin;

/**
 * An open failed after constructors of the plugin had begun to run. The image stays in the process,
 * and every later open fails too.
 */
public final class InitializationException extends PluginException {
  InitializationException(String file, String message, Throwable cause) {
    super(file, message, cause);
  }
}
