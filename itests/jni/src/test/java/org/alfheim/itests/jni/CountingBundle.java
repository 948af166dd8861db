package org.alfheim.itests.jni;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes bundles of {@link CountingNatives} and its library. */
final class CountingBundle {
  /** Says what it is served with. */
  static final String SAYS_SO = "org.alfheim.natives;path=\"lib/libcounting.so\"";

  private CountingBundle() {}

  /** The library. */
  static Path library(Path folder) throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("counting.c"), CountingNatives.SOURCE);
    Path library = folder.resolve("libcounting.so");
    Path headers = Path.of(System.getProperty("java.home"), "include");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-shared",
                "-fPIC",
                "-I" + headers,
                "-I" + headers.resolve("linux"),
                "-o",
                library.toString(),
                source.toString())
            .inheritIO()
            .start();
    if (gcc.waitFor() != 0) {
      throw new IOException("gcc: status " + gcc.exitValue());
    }
    return library;
  }

  /**
   * A bundle with the library.
   *
   * @param name its symbolic name
   * @param capability what it provides; empty if nothing
   */
  static byte[] of(String name, String capability, Path library) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", name);
    headers.putValue("Bundle-Version", "1.2.3");
    if (!capability.isEmpty()) {
      headers.putValue("Provide-Capability", capability);
    }
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    String type = CountingNatives.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(bundle, manifest);
        InputStream code = CountingNatives.class.getResourceAsStream("/" + type)) {
      jar.putNextEntry(new JarEntry(type));
      code.transferTo(jar);
      jar.putNextEntry(new JarEntry("lib/libcounting.so"));
      Files.copy(library, jar);
    }
    return bundle.toByteArray();
  }
}
