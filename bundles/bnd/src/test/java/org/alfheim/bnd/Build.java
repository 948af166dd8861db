package org.alfheim.bnd;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;

/** A bundle on its way through bnd, as strict as bnd can be. */
final class Build implements AutoCloseable {
  private final Builder builder = new Builder();

  Build(Path folder) {
    builder.setBase(folder.toFile());
    builder.setProperty("Bundle-SymbolicName", "com.example.plugin");
    builder.setProperty("-noextraheaders", "true");
    builder.setPedantic(true);
    builder.addBasicPlugin(new NativePlugins());
  }

  Build with(String key, String value) {
    builder.setProperty(key, value);
    return this;
  }

  Build plugin(Object plugin) {
    builder.addBasicPlugin(plugin);
    return this;
  }

  /** A bundle on the build path; the builder closes it. */
  Build path(Jar jar) throws Exception {
    builder.addClasspath(jar);
    return this;
  }

  /** A bundle on the build path that holds classes of the tests. */
  Build classes(String exports, Class<?>... classes) throws Exception {
    Jar jar = bundle("api", "Export-Package: " + exports);
    for (Class<?> type : classes) {
      add(jar, type);
    }
    return path(jar);
  }

  static void add(Jar jar, Class<?> type) throws Exception {
    String path = type.getName().replace('.', '/') + ".class";
    try (InputStream code = type.getModule().getResourceAsStream(path)) {
      jar.putResource(path, new EmbeddedResource(code.readAllBytes(), 0));
    }
  }

  /** A bundle of which only the manifest counts. */
  static Jar bundle(String name, String... headers) throws Exception {
    String manifest =
        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: "
            + name
            + "\n"
            + String.join("\n", headers)
            + "\n";
    Jar jar = new Jar(name);
    jar.putResource("about.txt", new EmbeddedResource("A bundle is not empty.", 0));
    jar.setManifest(
        new Manifest(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8))));
    return jar;
  }

  /** The bundle; the builder closes it. */
  Jar jar() throws Exception {
    return builder.build();
  }

  String header(String name) throws Exception {
    return jar().getManifest().getMainAttributes().getValue(name);
  }

  /** What bnd complains of. */
  List<String> complaints() throws Exception {
    jar();
    List<String> complaints = new ArrayList<>(builder.getErrors());
    complaints.addAll(builder.getWarnings());
    return complaints;
  }

  @Override
  public void close() throws IOException {
    builder.close();
  }
}
