package org.alfheim.jni.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a jar that is no bundle: Maven's, which it has in it, or the implementation's, or
 * that of the file's name.
 */
final class BundleVersion {
  private static final Pattern POM = Pattern.compile("META-INF/maven/.*/pom\\.properties");
  private static final Pattern NAME = Pattern.compile(".*?-(\\d+(?:\\.\\d+)*).*\\.jar");
  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:[.-]?(.+))?");

  private BundleVersion() {}

  /** As OSGi writes it; 0 if nothing tells. */
  static String of(Path file, JarFile jar) throws IOException {
    Optional<JarEntry> pom =
        jar.stream().filter(entry -> POM.matcher(entry.getName()).matches()).findFirst();
    if (pom.isPresent()) {
      Properties properties = new Properties();
      try (InputStream in = jar.getInputStream(pom.get())) {
        properties.load(in);
      }
      return ofMaven(properties.getProperty("version", ""));
    }
    String implementation =
        jar.getManifest() == null
            ? null
            : jar.getManifest()
                .getMainAttributes()
                .getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    if (implementation != null) {
      return ofMaven(implementation.strip());
    }
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? ofMaven(name.group(1)) : "0";
  }

  /** Up to three numbers, and what follows them as the qualifier. */
  private static String ofMaven(String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()) {
      return "0";
    }
    String numbers = number(parts, 1) + "." + number(parts, 2) + '.' + number(parts, 3);
    String rest = parts.group(4);
    return rest == null ? numbers : numbers + '.' + rest.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  private static int number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }
}
