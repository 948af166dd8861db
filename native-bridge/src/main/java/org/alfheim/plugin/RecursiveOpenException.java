package org.alfheim.plugin;

/** A plugin's constructor opened the plugin that it belongs to; waiting for it would never end. */
public final class RecursiveOpenException extends PluginException {
  RecursiveOpenException(String file, String message, Throwable cause) {
    super(file, message, cause);
  }
}
