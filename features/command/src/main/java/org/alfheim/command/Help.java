package org.alfheim.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code --help} says of this program. The scripts that start it show the same texts, and
 * others for what they do themselves.
 */
final class Help {
  private static final List<String> TEXTS = List.of("head", "plugins", "end");

  private Help() {}

  static String text() {
    return TEXTS.stream().map(Help::read).collect(Collectors.joining());
  }

  private static String read(String name) {
    try (InputStream file = Help.class.getResourceAsStream("help/" + name + ".txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
