package org.alfheim.internal.process.libc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.alfheim.names.RawText;

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
    String text = path.toString();
    /* In one piece: a loop over a path costs interpreted code some thousand steps. */
    if (text.equals(new String(text.getBytes(US_ASCII), US_ASCII))) {
      return true;
    }
    try {
      return Path.of(text).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Whether the system has a path in UTF-8, as ELF files have theirs.
   *
   * @param path a path
   * @return whether its bytes are UTF-8
   */
  public static boolean isUtf8(Path path) {
    return RawText.isText(RawText.of(path));
  }

  /**
   * A path for people: in its own characters, or where those are not what the system has, with each
   * byte that is not UTF-8 as {@code \\xf6}.
   *
   * @param path a path
   * @return the path in characters
   */
  public static String shown(Path path) {
    return isExact(path) ? path.toString() : RawText.shown(RawText.of(path));
  }

  /**
   * An absolute path as the system has it.
   *
   * @param path the path
   * @return its bytes
   */
  public static byte[] bytes(Path path) {
    return RawText.encode(RawText.of(path));
  }
}
