package org.alfheim.itests.jni;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Well-known jars in frameworks, each as it is, and where nothing can be extracted: the folder for
 * temporary files and the user's home are none.
 */
@Timeout(300)
class RecipesTest {
  private static final String OPENBLAS = ServedProcess.OPENBLAS;

  @TempDir Path folder;

  private List<String> output(String framework, String served, String... rounds)
      throws IOException, InterruptedException {
    return output(ServedProcess.in(folder), framework, served, rounds);
  }

  private static List<String> output(
      ServedProcess process, String framework, String served, String... rounds)
      throws IOException, InterruptedException {
    List<String> lines = process.lines(framework, served, rounds);
    assertThat(lines).as(String.join("\n", lines)).noneMatch(line -> line.contains("FATAL"));
    List<String> said = lines.stream().filter(ServedProcess::isOfRounds).toList();
    assertThat(said).as(String.join("\n", lines)).hasSameSizeAs(rounds);
    return said;
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void twentyUpdatesOfEachLeaveOneClassLoaderAndItsImages(String framework) throws Exception {
    String left = ", collected 19, kept: descriptors 0, images 0, metaspace 0";
    assertThat(
            output(
                framework,
                "all",
                "zstd||20|zstd-jni",
                "snappy||20|snappy-java",
                "sqlite||20|sqlite-jdbc",
                "jna||20|jna-5",
                "tcnative||20|netty-tcnative-classes,netty-tcnative-boringssl-static",
                "rocksdb|wrapped|20|rocksdbjni",
                "openblas|wrapped|20|" + OPENBLAS))
        .containsExactly(
            "zstd: to be compressed true; images 1" + left,
            "snappy: to be compressed true; images 1" + left,
            "sqlite: sqlite 42; images 1" + left,
            "jna: pid true; images 1" + left,
            "tcnative: context true true; images 1" + left,
            "rocksdb: value 42; images 1" + left,
            "openblas: product 19 22 43 50 solution 0 1.000 2.000; images 7" + left);
  }

  /** A folder for temporary files is made, and removed. */
  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void onnxRunsAModelOnTwoLibrariesOfWhichOneNeedsTheOther(String framework) throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    ServedProcess process = ServedProcess.in(folder).with(temporary);
    assertThat(output(process, framework, "all", "onnx|wrapped|20|onnxruntime"))
        .containsExactly(
            "onnx: sum 42.0; images 2, collected 19, kept: descriptors 0, images 0, metaspace 0");
    assertThat(temporary).isEmptyDirectory();
  }

  /** One for each image, and each image in turn. */
  @Test
  void moreUpdatesThanAProcessMayHaveDescriptorsLeaveNone() throws Exception {
    assertThat(
            output(
                ServedProcess.in(folder).withFewDescriptors(),
                "felix",
                "all",
                "zstd||70|zstd-jni",
                "sqlite||3|sqlite-jdbc"))
        .containsExactly(
            "zstd: to be compressed true; images 1, collected 69, kept: descriptors 0, images 0, "
                + "metaspace 0",
            "sqlite: sqlite 42; images 1, collected 2, kept: descriptors 0, images 0, metaspace 0");
  }

  @Test
  void whatIsWrappedIsServedWithoutBeingNamed() throws Exception {
    assertThat(
            output(
                "felix",
                "nobody",
                "zstd||1|zstd-jni",
                "zstd|wrapped|1|zstd-jni",
                "sqlite|wrapped|1|sqlite-jdbc",
                "snappy|wrapped|1|snappy-java",
                "jna|wrapped|1|jna-5",
                "openblas|wrapped|1|" + OPENBLAS))
        .containsExactly(
            "zstd: fails: ExceptionInInitializerError; images 0",
            "zstd: to be compressed true; images 1",
            "sqlite: sqlite 42; images 1",
            "snappy: to be compressed true; images 1",
            "jna: pid true; images 1",
            "openblas: product 19 22 43 50 solution 0 1.000 2.000; images 7");
  }

  @Test
  void twoClassLoadersHaveAnImageEach() throws Exception {
    assertThat(
            output(
                "felix",
                "nobody",
                "zstd|wrapped twice|1|zstd-jni",
                "sqlite|wrapped twice|1|sqlite-jdbc",
                "snappy|wrapped twice|1|snappy-java",
                "jna|wrapped twice|1|jna-5",
                "rocksdb|wrapped twice|1|rocksdbjni"))
        .containsExactly(
            "zstd: to be compressed true, twin to be compressed true; images 2",
            "sqlite: sqlite 42, twin sqlite 42; images 2",
            "snappy: to be compressed true, twin to be compressed true; images 2",
            "jna: pid true, twin pid true; images 2",
            "rocksdb: twin value 42, value 42; images 2");
  }

  /** A framework has done with a weaving hook that throws, and then serves nobody any more. */
  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void whatIsUsedByManyWhileItIsRefreshedIsServedAllTheSame(String framework) throws Exception {
    assertThat(
            output(
                framework,
                "all",
                "zstd|crowd|6|zstd-jni",
                "sqlite|crowd|6|sqlite-jdbc",
                "snappy||1|snappy-java"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("zstd: to be compressed true; images 1, collected"),
            line -> assertThat(line).startsWith("sqlite: sqlite 42; images 1, collected"),
            line -> assertThat(line).isEqualTo("snappy: to be compressed true; images 1"));
  }

  /** The bundle's own activator calls System.loadLibrary; its header says of what. */
  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void whatBundleNativeCodeNamesIsServedWhereAFragmentSaysSo(String framework) throws Exception {
    ServedProcess process =
        ServedProcess.in(folder).with(Files.createDirectory(folder.resolve("temporary")));
    Path fragment = fragment("org.xerial.snappy.snappy-java");
    assertThat(output(process, framework, "nobody", "snappy||1|snappy-java"))
        .singleElement()
        .asString()
        .matches("snappy: to be compressed true; images 0, files [1-9]");
    assertThat(output(process, framework, "nobody", "snappy||1|snappy-java," + fragment))
        .containsExactly("snappy: to be compressed true; images 1");
  }

  private Path fragment(String host) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "com.example.natives");
    headers.putValue("Fragment-Host", host);
    headers.putValue("Provide-Capability", "org.alfheim.natives");
    Path file = folder.resolve("fragment.jar");
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void twoVersionsOfSqliteLiveSideBySide(String framework) throws Exception {
    String jars = "sqlite-jdbc,target/older/sqlite-jdbc-3.45.3.0.jar";
    assertThat(output(framework, ServedJar.WRAPPED, "versions|wrapped|1|" + jars))
        .containsExactly("versions: sqlite 3.45.3 sqlite 3.50.3; images 2");
  }

  /** The classes of one bundle load the image for those of another, which has it in a fragment. */
  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void nettysOpenSslTalksToAClientOfTheJdk(String framework) throws Exception {
    keys();
    String jars =
        "netty-handler,netty-common,netty-buffer,netty-codec,netty-resolver,netty-transport-4,"
            + "netty-transport-native,netty-tcnative-classes,netty-tcnative-boringssl-static";
    assertThat(output(framework, "all", "openssl||1|" + jars))
        .containsExactly("openssl: HELLO TLSv1.3; images 1");
    assertThat(output(framework, "nothing", "openssl||1|" + jars).getFirst())
        .startsWith("openssl: fails: ");
  }

  private void keys() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-dname",
                "CN=localhost",
                "-storepass",
                ServedJar.PASSWORD,
                "-keystore",
                ServedProcess.in(folder).keys().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void withoutThatTheyFailThere() throws Exception {
    assertThat(
            output(
                "felix",
                "nothing",
                "zstd||1|zstd-jni",
                "jna||1|jna-5",
                "sqlite||1|sqlite-jdbc",
                "openblas|wrapped|1|" + OPENBLAS))
        .hasSize(4)
        .allMatch(line -> line.contains(": fails: "));
  }
}
