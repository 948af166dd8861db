package org.alfheim.container.launcher;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The option that was meant by one that there is not. The loader tells which names are near; it is
 * one of the bundles and not on the class path, where bundles could come upon its classes.
 */
final class MeantOption {
  private MeantOption() {}

  /**
   * The end of a message.
   *
   * @return {@code "; did you mean --option?"}, or an empty text
   */
  static String question(String written, List<String> options) {
    try (DirectoryStream<Path> loaders =
        Files.newDirectoryStream(Launcher.bundleFolder(), "org.alfheim.native-bridge-*.jar")) {
      for (Path loader : loaders) {
        return question(loader.toUri().toURL(), written, options);
      }
    } catch (IOException | ReflectiveOperationException missing) {
      // The message does without.
    }
    return "";
  }

  private static String question(URL loader, String written, List<String> options)
      throws IOException, ReflectiveOperationException {
    try (URLClassLoader classes = new URLClassLoader(new URL[] {loader})) {
      return (String)
          classes
              .loadClass("org.alfheim.plugin.SimilarNames")
              .getMethod("question", String.class, Iterable.class)
              .invoke(null, written, options);
    }
  }
}
