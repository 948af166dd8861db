package org.alfheim.itests.jni;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Images that lie in files where they were extracted to. */
final class Extracted {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  private Extracted() {}

  /** How many there are in the folders for temporary files, of the user, and of the framework. */
  static long files(Framework framework) throws IOException {
    SortedSet<String> folders = new TreeSet<>();
    folders.add(System.getProperty("java.io.tmpdir"));
    folders.add(System.getProperty("user.home"));
    folders.add(framework.getBundleContext().getProperty(Constants.FRAMEWORK_STORAGE));
    long count = 0;
    for (String folder : folders) {
      count += in(Path.of(folder));
    }
    return count;
  }

  static long in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(Extracted::isImage).count();
    }
  }

  private static boolean isImage(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return Arrays.equals(content.readNBytes(ELF.length), ELF);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
