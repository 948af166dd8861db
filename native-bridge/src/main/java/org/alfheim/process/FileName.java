package org.alfheim.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Names of files, which are bytes for Linux and characters for Java. Where the locale's encoding is
 * not UTF-8, or a name is not of the locale's encoding, a path as a string is not what the system
 * calls the file; as a URI it is, byte by byte.
 */
public final class FileName {
  private FileName() {}

  /**
   * A path in characters that stand for this path and no other: as it is, or where it can't be had
   * back from its characters, as a URI.
   *
   * @param path an absolute path
   * @return the path in characters
   */
  public static String exact(Path path) {
    return isExact(path) ? path.toString() : path.toUri().toString();
  }

  /**
   * Whether a path can be had back from its characters.
   *
   * @param path a path
   * @return whether its name is of the locale's encoding
   */
  public static boolean isExact(Path path) {
    try {
      return Path.of(path.toString()).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Whether the system has a path in UTF-8, as ELF files have theirs.
   *
   * @param path an absolute path
   * @return whether its bytes are those of its characters in UTF-8
   */
  public static boolean isUtf8(Path path) {
    return Arrays.equals(bytes(path), path.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** An absolute path as the system has it. */
  static byte[] bytes(Path path) {
    String text = path.toString();
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return text.indexOf('?') < 0 && new String(ascii, StandardCharsets.US_ASCII).equals(text)
        ? ascii
        : decoded(withoutSlash(path.toUri().getRawPath()));
  }

  /* The URI of a folder ends in one. */
  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static byte[] decoded(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '%') {
        bytes.write(Integer.parseInt(path, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(path.charAt(i));
      }
    }
    return bytes.toByteArray();
  }
}
