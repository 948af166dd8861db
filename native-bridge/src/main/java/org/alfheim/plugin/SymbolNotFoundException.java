package org.alfheim.plugin;

import java.util.function.Supplier;

/**
 * A plugin does not export the symbol that was looked up. The message names symbols that are
 * similar; it is made when it is asked for, since whoever only tries a name has no use for it.
 */
public final class SymbolNotFoundException extends PluginException {
  private transient Supplier<String> hint;
  private String whole;

  /**
   * What is thrown by whoever opens plugins: this loader, or another {@linkplain
   * org.alfheim.plugin.spi back end}.
   *
   * @param file the image at fault, see {@link #file}
   * @param message one line: the file, what was wrong, what to do
   * @param hint what is added to the message when somebody asks for it; may be null
   */
  public SymbolNotFoundException(String file, String message, Supplier<String> hint) {
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
