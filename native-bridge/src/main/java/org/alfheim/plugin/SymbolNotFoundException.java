package org.alfheim.plugin;

import java.util.function.Supplier;

/**
 * A plugin does not export the symbol that was looked up. The message names symbols that are
 * similar; it is made when it is asked for, since whoever only tries a name has no use for it.
 */
public final class SymbolNotFoundException extends PluginException {
  private transient Supplier<String> hint;
  private String whole;

  SymbolNotFoundException(String file, String message, Supplier<String> hint) {
    super(file, message, null);
    this.hint = hint;
  }

  @Override
  public synchronized String getMessage() {
    if (whole == null) {
      whole = super.getMessage() + (hint == null ? "" : hint.get());
      hint = null;
    }
    return whole;
  }
}
