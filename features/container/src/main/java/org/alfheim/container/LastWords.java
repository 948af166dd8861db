package org.alfheim.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.PluginException;

/**
 * Has the process say who ended it where a plugin calls {@code abort} or {@code exit}: to the JVM
 * neither is a crash. What says so is itself a plugin, since Java does not run any more by then.
 */
final class LastWords {

  private static final String IMAGE = "lastwords.so";

  /** By this the inventory of plugins tells it from those of the user. */
  private static final String NAME = "org.alfheim.container!/" + IMAGE;

  private LastWords() {}

  /** Opens it; a container without it is worse off by a message alone. */
  static void prepare(PrintStream err) {
    try (InputStream image = LastWords.class.getResourceAsStream(IMAGE)) {
      if (image == null) {
        throw new IOException("no " + IMAGE + " in the bundle");
      }
      Plugin.open(NAME, image.readAllBytes());
    } catch (PluginException | IOException e) {
      err.println(
          "alfheim: a plugin that ends the process will not be named: " + FailureLine.of(e));
    }
  }
}
