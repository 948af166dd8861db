package org.alfheim.activator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;

/** The content of an entry of a bundle, in one array that is made once. */
final class EntryBytes {
  /** A claim of more is not believed: that much memory is taken as it comes. */
  private static final int MOST_BELIEVED = 256 << 20;

  private EntryBytes() {}

  static byte[] of(URL entry) throws IOException {
    URLConnection connection = entry.openConnection();
    try (InputStream content = connection.getInputStream()) {
      return read(content, connection.getContentLengthLong());
    }
  }

  /**
   * All that comes, however much that is.
   *
   * @param claimed how many bytes are said to come; -1 if nothing is said
   */
  static byte[] read(InputStream content, long claimed) throws IOException {
    if (claimed <= 0 || claimed > MOST_BELIEVED) {
      return content.readAllBytes();
    }
    byte[] bytes = new byte[(int) claimed];
    int size = content.readNBytes(bytes, 0, bytes.length);
    if (size < bytes.length) {
      return Arrays.copyOf(bytes, size);
    }
    int next = content.read();
    if (next < 0) {
      return bytes;
    }
    byte[] rest = content.readAllBytes();
    byte[] all = Arrays.copyOf(bytes, Math.addExact(size + 1, rest.length));
    all[size] = (byte) next;
    System.arraycopy(rest, 0, all, size + 1, rest.length);
    return all;
  }
}
