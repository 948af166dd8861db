package org.alfheim.names;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names as the system and ELF files have them, which are bytes: nothing says that they are UTF-8.
 * As characters each byte that is not becomes a low surrogate by itself, from U+DC80 to U+DCFF,
 * which no text has; so the bytes can be had back.
 */
public final class RawText {
  private static final char BYTES = '\udc00';
  private static final char FIRST = '\udc80';
  private static final char LAST = '\udcff';
  private static final char REPLACEMENT = '\ufffd';

  private RawText() {}

  /**
   * Bytes as characters.
   *
   * @param bytes a name
   * @return the characters, from which {@link #encode} makes the same bytes
   */
  public static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decodePieces(bytes);
  }

  private static String decodePieces(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (BYTES + (in.get() & 0xff)));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /**
   * Characters as bytes.
   *
   * @param text a name
   * @return its bytes in UTF-8, and those that are not UTF-8
   */
  public static byte[] encode(String text) {
    return isText(text) ? text.getBytes(StandardCharsets.UTF_8) : encodePieces(text);
  }

  private static byte[] encodePieces(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 2);
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isByte(text, i)) {
        bytes.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
        bytes.write(text.charAt(i) - BYTES);
        start = i + 1;
      }
    }
    bytes.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /**
   * Whether characters are text, with no byte among them that is not UTF-8.
   *
   * @param text a name
   * @return whether they are
   */
  public static boolean isText(String text) {
    /* In one piece, as in isAscii: a loop over a path costs interpreted code some thousand steps. */
    if (text.equals(new String(text.getBytes(ISO_8859_1), ISO_8859_1))) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      if (isByte(text, i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a character stands for a byte that is not UTF-8. */
  private static boolean isByte(String text, int index) {
    char c = text.charAt(index);
    return c >= FIRST
        && c <= LAST
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  private static boolean isAscii(String text) {
    return text.equals(new String(text.getBytes(US_ASCII), US_ASCII));
  }

  /**
   * A name for people: each byte that is not UTF-8 as {@code \xf6}, as shells have it.
   *
   * @param text a name
   * @return the name, all of it text
   */
  public static String shown(String text) {
    if (isText(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      if (isByte(text, i)) {
        shown.append("\\x").append(Integer.toHexString(text.charAt(i) - BYTES));
      } else {
        shown.append(text.charAt(i));
      }
    }
    return shown.toString();
  }

  /**
   * The name of a file, by the bytes that the system has for it, whatever encoding the locale has.
   *
   * @param path a path
   * @return the name
   */
  public static String of(Path path) {
    String text = path.toString();
    if (text.indexOf('?') < 0 && isAscii(text)) {
      return text;
    }
    /* Only the URI of a path has its bytes; that of a folder ends in a slash. */
    boolean absolute = path.isAbsolute();
    String raw = path.getFileSystem().getPath("/").resolve(path).toUri().getRawPath();
    int end = raw.length() > 1 && raw.endsWith("/") ? raw.length() - 1 : raw.length();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = absolute ? 0 : 1; i < end; i++) {
      if (raw.charAt(i) == '%') {
        bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(raw.charAt(i));
      }
    }
    return decode(bytes.toByteArray());
  }

  /**
   * The file of a name, by its bytes, whatever encoding the locale has.
   *
   * @param name a path
   * @return the path
   * @throws java.nio.file.InvalidPathException if there is a NUL in it
   */
  public static Path path(String name) {
    if (isAscii(name)) {
      return Path.of(name);
    }
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : encode(name)) {
      if (b == '/') {
        uri.append('/');
      } else {
        uri.append('%');
        uri.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
    }
    Path absolute = Path.of(URI.create(uri.toString().replaceFirst("^file:////+", "file:///")));
    return name.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
  }
}
