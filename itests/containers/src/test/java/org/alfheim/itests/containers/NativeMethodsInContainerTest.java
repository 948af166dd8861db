package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jars that extract their libraries elsewhere: where nothing can be written that may be executed.
 */
@NeedsEngine
class NativeMethodsInContainerTest {
  /** A file of each jar, and of those that these need. */
  private static final List<String> OF_JARS =
      List.of(
          "org/sqlite/JDBC.class",
          "org/rocksdb/RocksDB.class",
          "com/github/luben/zstd/Zstd.class",
          "org/xerial/snappy/Snappy.class",
          "com/sun/jna/Native.class",
          "ai/onnxruntime/OrtEnvironment.class",
          "org/bytedeco/javacpp/Loader.class",
          "org/bytedeco/javacpp/linux-x86_64/libjnijavacpp.so",
          "org/bytedeco/openblas/global/openblas.class",
          "org/bytedeco/openblas/linux-x86_64/libjniopenblas.so",
          "io/netty/handler/ssl/OpenSsl.class",
          "io/netty/handler/codec/ByteToMessageDecoder.class",
          "io/netty/buffer/ByteBuf.class",
          "io/netty/channel/Channel.class",
          "io/netty/channel/unix/Unix.class",
          "io/netty/resolver/NameResolver.class",
          "io/netty/util/Version.class",
          "io/netty/internal/tcnative/Library.class",
          "META-INF/native/libnetty_tcnative_linux_x86_64.so");

  @TempDir Path temporary;

  @Test
  void jarsAsTheyComeAreUsedAndNothingIsExtracted() throws Exception {
    Path folder = Plugins.folder(temporary, "plugins");
    for (String file : OF_JARS) {
      Path jar = jarOf(file);
      readable(Files.copy(jar, folder.resolve(jar.getFileName())));
    }
    readable(user(folder.resolve("user.jar")));
    // Their jars have libraries for other platforms, too, and bundles are kept in memory.
    try (Product product = Product.deploying(folder).hardened(1024, 512)) {
      product.start();
      product.await("answer", log -> log.contains("openblas says"));

      assertThat(product.log())
          .contains("sqlite says 42\n")
          .contains("rocksdb says 9.7.3\n")
          .contains("zstd says to be compressed\n")
          .contains("snappy says to be compressed\n")
          .contains("jna says true\n")
          .contains("netty says OpenSslClientContext\n")
          .contains("onnx says 1.20.0\n")
          .contains("openblas says 14.0\n");
      assertThat(product.ask("plugin:list"))
          .contains("libsqlitejdbc.so")
          .contains("librocksdbjni-linux64.so")
          .contains("libzstd-jni")
          .contains("libsnappyjava.so")
          .contains("libjnidispatch.so")
          .contains("libnetty_tcnative_linux_x86_64.so")
          .contains("libonnxruntime4j_jni.so")
          .contains("libjniopenblas.so");
      assertThat(product.bash("for f in /tmp/* /tmp/.[a-z]*; do echo \"$f\"; done"))
          .doesNotContain("sqlite", "rocksdb", "zstd", "snappy", "jna", "netty", "onnx", "javacpp");
      assertThat(product.changes()).isEmpty();
    }
  }

  private static Path jarOf(String file) throws IOException {
    URL inJar = NativeMethodsInContainerTest.class.getResource("/" + file);
    JarURLConnection connection = (JarURLConnection) inJar.openConnection();
    return Path.of(URI.create(connection.getJarFileURL().toString()));
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
    headers.putValue("Bundle-Activator", UserOfJars.class.getName());
    headers.putValue(
        "Import-Package",
        "ai.onnxruntime,com.github.luben.zstd,com.sun.jna,io.netty.handler.ssl,"
            + "org.bytedeco.javacpp,org.bytedeco.openblas.global,org.osgi.framework,org.rocksdb,"
            + "org.sqlite,org.xerial.snappy");
    String entry = UserOfJars.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        InputStream code = UserOfJars.class.getResourceAsStream("/" + entry)) {
      jar.putNextEntry(new JarEntry(entry));
      code.transferTo(jar);
    }
    return file;
  }
}
