package org.alfheim.jni.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a jar's entries, and of its manifest. */
class NativesJarTest {
  @TempDir Path folder;

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path file = folder.resolve(name);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private JarFile wrapped(Path file) throws IOException {
    Path wrapped = folder.resolve("wrapped.jar");
    try (OutputStream out = Files.newOutputStream(wrapped)) {
      NativesJar.of(file).orElseThrow().writeTo(out);
    }
    return new JarFile(wrapped.toFile());
  }

  @Test
  void aJarThatIsNoBundleBecomesOne() throws IOException {
    Path file =
        jar(
            "rocksdbjni-9.7.3-linux64.jar",
            Map.of(
                "org/rocksdb/RocksDB.class", "class",
                "org/rocksdb/util/Sizes.class", "class",
                "META-INF/versions/9/org/rocksdb/RocksDB.class", "class",
                "librocksdbjni-linux64.so", "image"));
    try (JarFile jar = wrapped(file)) {
      Attributes headers = jar.getManifest().getMainAttributes();
      assertThat(headers.getValue("Bundle-ManifestVersion")).isEqualTo("2");
      assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("org.rocksdb.rocksdbjni");
      assertThat(headers.getValue("Bundle-Version")).isEqualTo("9.7.3");
      assertThat(headers.getValue("Export-Package"))
          .isEqualTo("org.rocksdb;version=\"9.7.3\",org.rocksdb.util;version=\"9.7.3\"");
      assertThat(headers.getValue("Provide-Capability"))
          .isEqualTo("org.alfheim.natives;path=\"librocksdbjni-linux64.so\"");
      assertThat(headers.getValue("Require-Capability"))
          .isEqualTo("osgi.extender;filter:=\"(osgi.extender=org.alfheim.natives)\"");
      assertThat(jar.getEntry("librocksdbjni-linux64.so").getMethod()).isEqualTo(ZipEntry.STORED);
      assertThat(jar.getInputStream(jar.getEntry("librocksdbjni-linux64.so")).readAllBytes())
          .asString()
          .isEqualTo("image");
      assertThat(jar.stream().map(JarEntry::getName)).first().isEqualTo("META-INF/MANIFEST.MF");
    }
  }

  @Test
  void oneJarMayHaveTheClassesAndAnotherTheLibrariesAsAFragmentOfIt() throws IOException {
    String folder = "org/bytedeco/openblas/linux-x86_64/";
    Path classes =
        jar(
            "openblas-0.3.28-1.5.11.jar",
            Map.of("org/bytedeco/openblas/global/openblas.class", "class"));
    Path libraries =
        jar(
            "openblas-0.3.28-1.5.11-linux-x86_64.jar",
            Map.of(folder + "libjniopenblas.so", "image", folder + "include/lapack.h", "header"));
    try (JarFile jar = wrapped(classes)) {
      Attributes headers = jar.getManifest().getMainAttributes();
      assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("org.bytedeco.openblas");
      assertThat(headers.getValue("Import-Package")).startsWith("org.bytedeco.javacpp,");
      assertThat(headers.getValue("Provide-Capability")).isNull();
    }
    try (JarFile jar = wrapped(libraries)) {
      Attributes headers = jar.getManifest().getMainAttributes();
      assertThat(headers.getValue("Fragment-Host")).isEqualTo("org.bytedeco.openblas");
      assertThat(headers.getValue("Export-Package")).isNull();
      assertThat(headers.getValue("Provide-Capability"))
          .contains(
              "org.alfheim.natives;path=\"" + folder + "libjniopenblas.so\"",
              ";names:List<String>=\"libopenblas_nolapack.so.0\"");
      assertThat(jar.getEntry(folder + "libjniopenblas.so").getMethod()).isEqualTo(ZipEntry.STORED);
    }
  }

  /** Its manifest, as it is published, wants an SLF4J 1 that it uses if it is told to. */
  @Test
  void whatABundleCanDoWithoutIsImportedWhereSomebodyHasIt() throws IOException {
    for (String name : List.of("org.bytedeco.javacpp", "org.bytedeco.javacpp.linux-x86_64")) {
      Path file =
          jar(
              name + ".jar",
              Map.of(
                  "META-INF/MANIFEST.MF",
                  """
                  Manifest-Version: 1.0
                  Bundle-ManifestVersion: 2
                  Bundle-SymbolicName: %s
                  Import-Package: javax.management,org.slf4j;version="[1.7,2)"

                  """
                      .formatted(name)));
      wrapped(file).close();
      Path once = Files.move(folder.resolve("wrapped.jar"), folder.resolve(name + "-once.jar"));
      try (JarFile jar = wrapped(once)) {
        assertThat(jar.getManifest().getMainAttributes().getValue("Import-Package"))
            .isEqualTo("javax.management,org.slf4j;version=\"[1.7,2)\";resolution:=optional");
      }
    }
  }

  @Test
  void aBundleKeepsItsHeadersAndLosesASignatureThatWouldNotHold() throws IOException {
    Path file =
        jar(
            "x.jar",
            Map.of(
                "META-INF/MANIFEST.MF",
                """
                Manifest-Version: 1.0
                Bundle-SymbolicName: com.github.luben.zstd-jni;a:=b
                Bundle-Version: 1.5.7.4
                Require-Capability: osgi.ee

                Name: linux/amd64/libzstd-jni-1.5.7-4.so
                SHA-256-Digest: AAAA
                """,
                "META-INF/X.SF",
                "signature",
                "linux/amd64/libzstd-jni-1.5.7-4.so",
                "image"));
    try (JarFile jar = wrapped(file)) {
      Attributes headers = jar.getManifest().getMainAttributes();
      assertThat(headers.getValue("Bundle-SymbolicName"))
          .isEqualTo("com.github.luben.zstd-jni;a:=b");
      assertThat(headers.getValue("Bundle-Version")).isEqualTo("1.5.7.4");
      assertThat(headers.getValue("Provide-Capability"))
          .isEqualTo(
              "org.alfheim.natives;path=\"linux/amd64/libzstd-jni-*.so\""
                  + ";properties:List<String>=\"ZstdNativePath=%f\"");
      assertThat(headers.getValue("Require-Capability")).startsWith("osgi.ee,osgi.extender;");
      assertThat(jar.getManifest().getEntries()).isEmpty();
      assertThat(jar.getEntry("META-INF/X.SF")).isNull();
      assertThat(jar.getEntry("linux/amd64/libzstd-jni-1.5.7-4.so").getMethod())
          .isEqualTo(ZipEntry.STORED);
    }
  }

  @Test
  void aJarThatSaysItselfWhatItIsServedWithKeepsThat() throws IOException {
    String says = "org.alfheim.natives;path=\"mine.so\"";
    Path file =
        jar(
            "x.jar",
            Map.of(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nBundle-SymbolicName: com.sun.jna\nProvide-Capability: "
                    + says
                    + "\n"));
    try (JarFile jar = wrapped(file)) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Provide-Capability"))
          .isEqualTo(says);
    }
  }

  @Test
  void versionsOfOneThatMayStandBesideOthersDoNotShareTheirClasses() throws IOException {
    Path file =
        jar(
            "x.jar",
            Map.of(
                "META-INF/MANIFEST.MF",
                """
                Manifest-Version: 1.0
                Bundle-SymbolicName: org.xerial.sqlite-jdbc;singleton:=true
                Export-Package: org.sqlite;uses:="a,b"
                Import-Package: javax.sql,org.sqlite;version="[3,4)"
                """));
    try (JarFile jar = wrapped(file)) {
      Attributes headers = jar.getManifest().getMainAttributes();
      assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("org.xerial.sqlite-jdbc");
      assertThat(headers.getValue("Import-Package")).isEqualTo("javax.sql");
    }
  }

  @Test
  void aJarWithoutARecipeIsNone() throws IOException {
    assertThat(NativesJar.of(jar("x.jar", Map.of("lib/libx.so", "image")))).isEmpty();
  }

  @Test
  void whatIsNoJarIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jar"), "PK no jar");

    assertThatExceptionOfType(ZipException.class).isThrownBy(() -> NativesJar.of(file));
  }
}
