package org.alfheim.itests.api;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * The packages that bundles export, as their manifests say it.
 *
 * @param packages their names
 * @param classPath the bundles, and what their signatures refer to, as a class path
 */
record Exports(SortedSet<String> packages, String classPath) {
  /** What separates the clauses of a header: a comma that is in no quoted value. */
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  /**
   * The packages of this project's bundles on the class path of this program.
   *
   * @throws IOException if a manifest can't be read
   */
  static Exports onClassPath() throws IOException {
    return of(System.getProperty("java.class.path"), "org.alfheim.");
  }

  /** The packages with names that begin with {@code prefix}, of bundles on a class path. */
  static Exports of(String classPath, String prefix) throws IOException {
    SortedSet<String> packages = new TreeSet<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      for (String name : exportedBy(Path.of(entry))) {
        if (name.startsWith(prefix)) {
          packages.add(name);
        }
      }
    }
    return new Exports(packages, classPath);
  }

  private static SortedSet<String> exportedBy(Path bundle) throws IOException {
    SortedSet<String> packages = new TreeSet<>();
    String header =
        manifest(bundle)
            .map(manifest -> manifest.getMainAttributes().getValue("Export-Package"))
            .orElse("");
    for (String clause : COMMA.split(header, -1)) {
      if (!clause.isBlank()) {
        packages.add(clause.split(";", 2)[0].strip());
      }
    }
    return packages;
  }

  private static Optional<Manifest> manifest(Path bundle) throws IOException {
    if (Files.isRegularFile(bundle)) {
      try (JarFile jar = new JarFile(bundle.toFile())) {
        return Optional.ofNullable(jar.getManifest());
      }
    }
    Path file = bundle.resolve(JarFile.MANIFEST_NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new Manifest(in));
    }
  }
}
