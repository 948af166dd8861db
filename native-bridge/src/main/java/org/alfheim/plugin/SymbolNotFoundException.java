package org.alfheim.plugin;

/** A plugin does not export the symbol that was looked up. */
public final class SymbolNotFoundException extends PluginException {
  SymbolNotFoundException(String file, String message, Throwable cause) {
    super(file, message, cause);
  }
}
