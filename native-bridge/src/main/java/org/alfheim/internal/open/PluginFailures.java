package org.alfheim.internal.open;

import org.alfheim.plugin.InitializationException;
import org.alfheim.plugin.RecursiveOpenException;

/** The exceptions of the public API for what an {@link OpenTable} finds. */
final class PluginFailures implements OpenTable.Failures<String> {
  @Override
  public RuntimeException recursive(String key) {
    return new RecursiveOpenException(
        key,
        key
            + ": the plugin is being opened by this thread already, or by one that waits for it; "
            + "a constructor must not open its own plugin",
        null);
  }

  @Override
  public RuntimeException initialization(String key, Throwable cause) {
    return new InitializationException(
        key,
        key + ": initialisation failed after constructors had begun to run: " + cause.getMessage(),
        cause);
  }

  @Override
  public RuntimeException previous(String key, RuntimeException failure) {
    return new InitializationException(key, failure.getMessage() + " (previous failure)", failure);
  }
}
