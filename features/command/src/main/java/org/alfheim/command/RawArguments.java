package org.alfheim.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.elf.RawText;

/**
 * The arguments as the user gave them. Java decodes them by the locale, and what is not of its
 * encoding is lost; the system has their bytes.
 */
final class RawArguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final char LOST = '\ufffd';

  private RawArguments() {}

  /**
   * The arguments of this process, those as {@link RawText} that Java could not decode.
   *
   * @param decoded the arguments as Java has decoded them
   */
  static String[] of(String[] decoded) {
    if (String.join("", decoded).indexOf(LOST) < 0) {
      return decoded;
    }
    /* Each argument ends in a NUL; the JVM's own come first. */
    String[] words = commandLine().split("\0", -1);
    int first = words.length - 1 - decoded.length;
    String[] arguments = decoded.clone();
    for (int i = 0; i < decoded.length && first > 0; i++) {
      if (decoded[i].indexOf(LOST) >= 0) {
        arguments[i] = RawText.decode(words[first + i].getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return arguments;
  }

  /** One byte, one character; without /proc nothing. */
  private static String commandLine() {
    try {
      return Files.readString(COMMAND_LINE, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
