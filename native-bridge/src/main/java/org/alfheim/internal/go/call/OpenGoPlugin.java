package org.alfheim.internal.go.call;

import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.internal.go.frame.HostInterface;

/**
 * A plugin that a host has opened: its exports, with their types, and where they are.
 *
 * <p>Safe for use by any number of threads.
 */
public final class OpenGoPlugin {
  private final GoExports exports;
  private final HostInterface host;
  private final long number;
  private final ConcurrentHashMap<String, Long> handles = new ConcurrentHashMap<>();

  /**
   * A plugin.
   *
   * @param image what it is called in messages
   * @param number the number that {@link HostInterface#open} gave
   * @param described what its file says of it
   */
  public OpenGoPlugin(String image, HostInterface host, long number, GoPlugin described) {
    this.exports = new GoExports(image, described);
    this.host = host;
    this.number = number;
  }

  /** What it is called in messages. */
  public String image() {
    return exports.image();
  }

  HostInterface host() {
    return host;
  }

  /** What it exports. */
  GoExports exports() {
    return exports;
  }

  /** What is behind the names of types in it. */
  public NamedTypes types() {
    return exports.types();
  }

  /** The handle of the function, or of the pointer to the variable; it is kept. */
  long handle(String export) {
    Long known = handles.get(export);
    return known != null
        ? known
        : handles.computeIfAbsent(export, name -> host.symbol(number, name));
  }
}
