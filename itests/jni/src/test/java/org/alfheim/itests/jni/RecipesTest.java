package org.alfheim.itests.jni;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
  private static final String NOWHERE = "/proc/self/nowhere";
  private static final String OPENBLAS =
      "openblas-0.3.28-1.5.11.jar,javacpp-1.5.11.jar,openblas-0.3.28-1.5.11-linux,"
          + "javacpp-1.5.11-linux";

  @TempDir Path folder;

  private String temporary = NOWHERE;

  /** What a process says that uses jars; what the JVM says besides comes first. */
  private List<String> output(String framework, String served, String... rounds)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xcheck:jni",
        "-XX:+UseSerialGC",
        // The other compiler keeps what it learns in the metaspace.
        "-XX:TieredStopAtLevel=1",
        "-XX:-CreateCoredumpOnCrash",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Djava.io.tmpdir=" + temporary,
        "-Dio.netty.native.workdir=/proc/self",
        "-Duser.home=" + NOWHERE,
        "-Dalfheim.keys=" + folder.resolve("keys"),
        "-cp",
        classPath(framework),
        ServedJar.class.getName(),
        framework,
        folder.resolve("storage-" + served).toString(),
        served);
    Collections.addAll(command, rounds);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(200, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
    assertThat(lines).as(String.join("\n", lines)).noneMatch(line -> line.contains("FATAL"));
    return lines.stream().filter(line -> line.contains("; images ")).toList();
  }

  /** One framework alone: both have the framework's API and a resolver, Equinox signed ones. */
  private static String classPath(String framework) {
    String others =
        framework.equals("felix")
            ? ".*/org.eclipse.osgi-.*"
            : ".*/(org.apache.felix.framework|osgi.core)-.*";
    return ServedJar.classPath()
        .filter(entry -> !entry.matches(others))
        .collect(Collectors.joining(":"));
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
    temporary = Files.createDirectory(folder.resolve("temporary")).toString();
    assertThat(output(framework, "all", "onnx|wrapped|20|onnxruntime"))
        .containsExactly(
            "onnx: sum 42.0; images 2, collected 19, kept: descriptors 0, images 0, metaspace 0");
    assertThat(Path.of(temporary)).isEmptyDirectory();
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
                folder.resolve("keys").toString())
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
