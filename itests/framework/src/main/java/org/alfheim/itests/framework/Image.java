package org.alfheim.itests.framework;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The images that were compiled for the tests. */
final class Image {
  private Image() {}

  static byte[] bytes(String name) {
    try (InputStream content = Image.class.getResourceAsStream("/native/" + name)) {
      if (content == null) {
        throw new IllegalArgumentException("no image " + name);
      }
      return content.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Writes an image to a file of the same name. */
  static Path file(Path folder, String name) throws IOException {
    return Files.write(folder.resolve(name), bytes(name));
  }
}
