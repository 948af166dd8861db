package org.alfheim.jni.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Files that a bundle has extracted its libraries to. Such a file has any name, so it is known by
 * its content. What was refused in the bundle is not to be loaded from a copy.
 */
public final class ExtractedCopies {
  private static final int BLOCK = 1 << 16;

  private ExtractedCopies() {}

  /**
   * The image that a file is a copy of; empty if it is none of this bundle.
   *
   * @param file the path
   * @param bundle the bundle whose class has the file loaded
   * @param loader the bundle's
   */
  public static Optional<ServedImage> imageOf(
      String file, ServedBundle bundle, ClassLoader loader) {
    return bundle.images().stream()
        .filter(image -> image.bundle().isEmpty() && isCopy(file, loader, image.resource()))
        .findFirst();
  }

  private static boolean isCopy(String file, ClassLoader loader, String resource) {
    URL url = loader.getResource(resource);
    if (url == null) {
      return false;
    }
    try {
      Path path = Path.of(file);
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      try (InputStream image = connection.getInputStream()) {
        long length = connection.getContentLengthLong();
        return Files.isRegularFile(path)
            && (length < 0 || length == Files.size(path))
            && isSame(image, path);
      }
    } catch (IOException | InvalidPathException | IllegalStateException unreadable) {
      return false; // Who loads it says so.
    }
  }

  private static boolean isSame(InputStream image, Path path) throws IOException {
    try (InputStream copy = Files.newInputStream(path)) {
      byte[] block;
      do {
        block = image.readNBytes(BLOCK);
        if (!Arrays.equals(block, copy.readNBytes(BLOCK))) {
          return false;
        }
      } while (block.length == BLOCK);
      return true;
    }
  }
}
