package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.sqlite.JDBC;

/**
 * Jars that extract their libraries elsewhere: where nothing can be written that may be executed.
 */
@NeedsEngine
class NativeMethodsInContainerTest {
  @TempDir Path temporary;

  @Test
  void jarsAsTheyComeAreUsedAndNothingIsExtracted() throws Exception {
    Path folder = Plugins.folder(temporary, "plugins");
    for (Class<?> type : new Class<?>[] {JDBC.class, RocksDB.class}) {
      Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      readable(Files.copy(jar, folder.resolve(jar.getFileName())));
    }
    readable(user(folder.resolve("user.jar")));
    try (Product product = Product.deploying(folder).hardened()) {
      product.start();
      product.await("answer", log -> log.contains("rocksdb says"));

      assertThat(product.log()).contains("sqlite says 42\n").contains("rocksdb says 9.7.3\n");
      assertThat(product.ask("plugin:list"))
          .contains("libsqlitejdbc.so")
          .contains("librocksdbjni-linux64.so");
      assertThat(product.bash("for f in /tmp/* /tmp/.[a-z]*; do echo \"$f\"; done"))
          .doesNotContain("sqlite")
          .doesNotContain("rocksdb");
      assertThat(product.changes()).isEmpty();
    }
  }

  private static void readable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static Path user(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "com.example.user");
    headers.putValue("Bundle-Activator", DatabaseUser.class.getName());
    headers.putValue("Import-Package", "org.osgi.framework,org.rocksdb,org.sqlite");
    String entry = DatabaseUser.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        InputStream code = DatabaseUser.class.getResourceAsStream("/" + entry)) {
      jar.putNextEntry(new JarEntry(entry));
      code.transferTo(jar);
    }
    return file;
  }
}
