package org.alfheim.container.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the Web Console listens.
 *
 * @param host a name or an address of this machine; {@code 0.0.0.0} for all of them
 * @param port from 0 to 65535; 0 for any that is free
 */
record ConsoleAddress(String host, int port) {
  /** Nobody but this machine. */
  static final String LOOPBACK = "127.0.0.1";

  /** Any free port of the loopback address. */
  static final ConsoleAddress USUAL = new ConsoleAddress(LOOPBACK, 0);

  private static final Pattern FORM =
      Pattern.compile("(?:(\\[[0-9a-fA-F:]+]|[^:\\[\\]]+):)?(\\d+)");

  /** Whether a word of the command line is an address, or begins to be one. */
  static boolean isMeant(String word) {
    return FORM.matcher(word).matches();
  }

  /**
   * Reads an address.
   *
   * @param text {@code PORT} or {@code ADDRESS:PORT}
   * @throws IllegalArgumentException if it is not of that form
   */
  static ConsoleAddress parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()
        || parts.group(2).length() > 5
        || Integer.parseInt(parts.group(2)) > 0xffff) {
      throw new IllegalArgumentException(
          "run: --console: '"
              + text
              + "' is no port and no ADDRESS:PORT; a port is a number from 0, for any free one, to 65535");
    }
    String host = parts.group(1) == null ? LOOPBACK : parts.group(1).replaceAll("[\\[\\]]", "");
    return new ConsoleAddress(host, Integer.parseInt(parts.group(2)));
  }

  boolean isLoopback() {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  /** The address as it stands in a URL. */
  String urlHost() {
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
