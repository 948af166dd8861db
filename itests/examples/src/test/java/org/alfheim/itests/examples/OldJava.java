package org.alfheim.itests.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java of this machine that bnd's launcher runs on (17 or newer) and the examples do not.
 *
 * @param home its folder
 * @param version as its property {@code java.version} has it
 */
record OldJava(Path home, String version) {
  private static final Path WHERE_DISTRIBUTIONS_KEEP_THEM = Path.of("/usr/lib/jvm");

  /** Any of them; the set-up of this tree installs one. */
  static OldJava find() throws IOException {
    try (Stream<Path> homes = Files.list(WHERE_DISTRIBUTIONS_KEEP_THEM)) {
      for (Path home : homes.sorted().toList()) {
        if (Files.isExecutable(home.resolve("bin/java")) && Files.exists(home.resolve("release"))) {
          String version = version(home.resolve("release"));
          int feature = Integer.parseInt(version.replaceFirst("[^0-9].*", ""));
          if (feature >= 17 && feature < 25) {
            return new OldJava(home.toRealPath(), version);
          }
        }
      }
    }
    throw new AssertionError(
        "no Java from 17 to 24 in "
            + WHERE_DISTRIBUTIONS_KEEP_THEM
            + "; cnf/setup/debian.sh installs one");
  }

  private static String version(Path release) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      properties.load(in);
    }
    return properties.getProperty("JAVA_VERSION").replace("\"", "");
  }
}
